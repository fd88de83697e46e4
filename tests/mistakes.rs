//! Every kind of mistake in a desk folder: where it is, what was found, what is allowed, how to mend it.

use std::fs;
use std::path::Path;

const DESK: &str = "setting,value\ntickets_per_week,100\n";
const TEAM: &str =
    "group,role,agents,shift\ntechs,technician,3,Mon-Fri 08:00-17:00\nspecs,specialist,2,Mon-Fri 08:00-17:00\n";

/// The mistakes of a folder with these tables (name, bytes); `desk` and `team` are a sound desk unless given.
fn mistakes(tables: &[(&str, &[u8])]) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let desk = folder.path().join("desk");
    fs::create_dir(&desk).expect("a folder");
    for (name, sound) in [("desk.csv", DESK), ("team.csv", TEAM)] {
        if !tables.iter().any(|(t, _)| *t == name) {
            fs::write(desk.join(name), sound).expect("a file");
        }
    }
    for (name, bytes) in tables.iter().filter(|(_, bytes)| *bytes != b"ABSENT") {
        fs::write(desk.join(name), bytes).expect("a file");
    }
    read(&desk)
}

fn read(desk: &Path) -> String {
    match desksim::scenario::read(desk) {
        Ok(_) => String::new(),
        Err(mistakes) => {
            let (folder, prefix) = (desk.display().to_string(), format!("{}/", desk.display()));
            let said = mistakes.render(100, false, false);
            for line in said.lines().filter(|line| line.contains(": error: ") && !line.starts_with("--sweep:")) {
                assert!(line.starts_with(&prefix) || line.starts_with(&folder), "the path as it was given: {line}");
            }
            said.replace(&prefix, "")
        }
    }
}

/// A table and what must be said of it: parts of the one-line messages.
type Case = (&'static str, &'static [u8], &'static [&'static str]);

const CASES: &[Case] = &[
    (
        "team.csv",
        b"group,role,agents,at_once,on_call\ntechs,technician,3,2,Mon-Fri 17:00-08:00\nspecs,specialist,2,,-\n",
        &["team.csv:2:22: error: people with 2 tickets in work at once cannot be called out", "use 1 for `at_once`"],
    ),
    (
        "distances.csv",
        b"from,to,travel_minutes\nhead office,plant,20\n",
        &["distances.csv:", "there are distances, but the desk has no sites"],
    ),
    ("sites.csv", b"site,share_percent\n", &["sites.csv:", "there are no sites in this table", "or remove the file"]),
    ("sites.csv", b"site,share_percent\nhead office,60\nplant,30\n", &["sites.csv:", "add up to 90 %; must be 100"]),
    (
        "sites.csv",
        b"site,share_percent\nhead office,60\nplant,\n",
        &["sites.csv:3:1: error: site `plant` has no `share_percent`"],
    ),
    (
        "sites.csv",
        b"site,share_percent\nplant,60\nplant,40\n",
        &["sites.csv:3:1: error: site `plant` is already on line 2"],
    ),
    ("sites.csv", b"site,share_percent,travel_minutes\nplant,100,-3\n", &["sites.csv:2:11: error:", "-3", "0"]),
    (
        "sites.csv",
        b"site,share_percent\nhead office,60\nplant,40\n",
        &["the distance between sites is missing: `head office,plant`", "visits_between_sites,no"],
    ),
    (
        "team.csv",
        b"group,role,agents,site\ntechs,technician,3,plant\n",
        &["team.csv:2:20: error: site `plant`, but the desk has no sites", "sites.csv"],
    ),
    ("arrivals.csv", b"hour,mon\n08:10,1\n", &["arrivals.csv:2:1: error: found `08:10`", "as `8` or `08:15`"]),
    ("arrivals.csv", b"hour,mon\n08:15,1\n8,1\n", &["arrivals.csv:3:1: error: hour 8 occurs twice"]),
    ("arrivals.csv", b"hour,mon\n08:00,1\n8,1\n", &["arrivals.csv:3:1: error: hour 8 occurs twice"]),
    ("arrivals.csv", b"hour,mon\n9,1\n08:45,1\n08:45,1\n", &["arrivals.csv:4:1: error: 08:45 occurs twice"]),
    (
        "desk.csv",
        b"setting,value\ntickets_per_week,100\ninitial_backlog,50\n",
        &["desk.csv:3:17: error: `initial_backlog` is not possible: the long run", "`mode` terminating"],
    ),
    (
        "tickets.csv",
        b"kind,burst_rate_factor,burst_mean_hours\nsoftware,4,2\n",
        &["tickets.csv:2:10: error: bursts need all of", "`calm_mean_hours` is missing"],
    ),
    (
        "tickets.csv",
        b"kind,burst_rate_factor,burst_mean_hours,calm_mean_hours\nsoftware,1000000,1,200\n",
        &["tickets.csv:2:10: error: bursts have 201 times the mean rate; must be at most 100"],
    ),
    (
        "tickets.csv",
        b"kind,burst_rate_factor,burst_mean_hours,calm_mean_hours,arrivals\nsoftware,4,2,6,fixed\n",
        &["tickets.csv:2:10: error: bursts go with `poisson` arrivals only"],
    ),
    (
        "tickets.csv",
        b"kind,batch_mean,batch_law\nsoftware,2.5,fixed\n",
        &["tickets.csv:2:10: error: batches of a fixed size have 2.5 tickets", "`geometric`"],
    ),
    ("tickets.csv", b"kind,batch_mean\nsoftware,0.5\n", &["tickets.csv:2:10: error:", "1 to 1000"]),
    ("tickets.csv", b"kind,batch_law\nsoftware,normal\n", &["tickets.csv:2:10: error: unknown batch_law `normal`"]),
    (
        "holidays.csv",
        b"date,holiday\n2027-12-25,Christmas\n",
        &["holidays.csv:2:1: error: there are holidays, but the desk does not say", "first_day,2027-12-25"],
    ),
    ("seasons.csv", b"month,tickets_percent\n9,133\n", &["seasons.csv:2:1: error: there are seasons, but the desk"]),
    ("seasons.csv", b"month,tickets_percent\n13,133\n", &["seasons.csv:2:1: error:", "13", "12"]),
    (
        "desk.csv",
        b"setting,value\ntickets_per_week,100\ngrowth_percent_a_year,5\n",
        &["desk.csv:3:23: error: growing demand has no steady state", "mode,terminating"],
    ),
    (
        "desk.csv",
        b"setting,value\ntickets_per_week,100\ngrowth_percent_a_year,-100\n",
        &["desk.csv:3:23: error:", "-100", "-99 to 1000"],
    ),
    (
        "team.csv",
        b"group,role,agents,at_once\ntechs,technician,3,4\nspecs,specialist,2,\n",
        &[
            "team.csv:2:20: error: role `technician` visits users, and cannot have 4 tickets in work at once",
            "`visits`",
        ],
    ),
    (
        "team.csv",
        b"group,role,agents,open_limit\ntechs,technician,3,0\nspecs,specialist,2,2.5\n",
        &["team.csv:2:20: error: found 0 in `open_limit`", "team.csv:3:20: error: found `2.5`"],
    ),
    (
        "incidents.csv",
        b"incident,per_year,kind\nmail,12,network/servre\n",
        &["incidents.csv:2:9: error: unknown kind `network/servre`", "did you mean `network/server`?"],
    ),
    ("incidents.csv", b"incident,per_year\nmail,12\n", &["incidents.csv:2:1: error: nothing says of which kind it is"]),
    (
        "incidents.csv",
        b"incident,per_year,kind,pulls\nmail,12,network/server,specialists 2\n",
        &["incidents.csv:2:24: error: unknown role `specialists`", "did you mean `specialist`?"],
    ),
    (
        "incidents.csv",
        b"incident,per_year,kind,pulls\nmail,12,network/server,2 specialist\n",
        &["incidents.csv:2:24: error: found `2 specialist`; must be a role and a whole number", "`specialist 2`"],
    ),
    (
        "incidents.csv",
        b"incident,per_year,kind,pulls\nmail,12,network/server,specialist 1 + specialist 1\n",
        &["incidents.csv:2:24: error: role `specialist` occurs twice"],
    ),
    (
        "incidents.csv",
        b"incident,per_year,kind,children\nmail,12,network/server,-5\n",
        &["incidents.csv:2:24: error:", "-5", "0 to 1000000"],
    ),
    (
        "incidents.csv",
        b"incident,kind\nmail,network/server\n",
        &["incidents.csv:2:1: error: nothing says when it begins, or how often", "`week 2 Tue 09:30`", "`per_year`"],
    ),
    (
        "incidents.csv",
        b"incident,when,per_year,kind\nmail,week 2 Tue 09:30,12,network/server\n",
        &["incidents.csv:2:23: error: both `when` and `per_year`"],
    ),
    (
        "incidents.csv",
        b"incident,when,kind\nmail,week 2 Tue 25:30,network/server\n",
        &["incidents.csv:2:6: error: found `week 2 Tue 25:30`; must be a day of the run", "`week 2 Tue 09:30`"],
    ),
    (
        "incidents.csv",
        b"incident,when,kind\nmail,3.2.2027 09:30,network/server\n",
        &["incidents.csv:2:6: error:", "3.2.2027", "write `2027-02-03`"],
    ),
    (
        "incidents.csv",
        b"incident,when,kind\nmail,2027-03-02 09:30,network/server\n",
        &[
            "incidents.csv:2:6: error: there is an incident on a date, but the desk does not say",
            "first_day,2027-03-02",
        ],
    ),
    (
        "incidents.csv",
        b"incident,when,kind\nmail,week 6 Tue 09:30,network/server\n",
        &[
            "incidents.csv:2:6: error: an incident at a fixed time has no steady state",
            "mode,terminating",
            "`per_year`",
        ],
    ),
    (
        "incidents.csv",
        b"incident,per_year,kind,priority\nmail,12,network/server,P7\n",
        &["incidents.csv:2:24: error: unknown priority `P7`"],
    ),
    ("team.csv", b"ABSENT", &["team.csv: error: the table `team` is missing", "group,role,agents,shift"]),
    ("team.csv", b"group,agents\ntechs,3\n", &["team.csv:1:1: error: column `role` is missing"]),
    (
        "team.csv",
        b"group,role,agnets\ntechs,technician,3\n",
        &["team.csv:1:12: error: unknown column `agnets`", "did you mean `agents`?"],
    ),
    (
        "team.csv",
        b"group,role,agents\ntechs,technican,3\n",
        &["team.csv:2:7: error: unknown role `technican`", "did you mean `technician`?"],
    ),
    (
        "team.csv",
        b"group,role,agents\ntechs,technician,3\ntechs,specialist,2\n",
        &["team.csv:3:1: error: group `techs` is already on line 2"],
    ),
    ("team.csv", b"group,role,agents\ntechs,technician,three\n", &["team.csv:2:18: error:", "`three`"]),
    ("team.csv", b"group,role,agents\ntechs,technician,-3\n", &["team.csv:2:18: error:", "-3"]),
    ("team.csv", b"group,role,agents\ntechs,technician,2.5\n", &["team.csv:2:18: error:", "2.5", "whole number"]),
    ("team.csv", b"group,role,agents\ntechs,technician,NaN\n", &["team.csv:2:18: error:", "`NaN`"]),
    ("team.csv", b"group,role,agents\ntechs,technician,inf\n", &["team.csv:2:18: error:", "`inf`"]),
    ("team.csv", b"group,role,agents\ntechs,technician,1e999\n", &["team.csv:2:18: error:", "1e999"]),
    ("team.csv", b"group,role,agents\ntechs,technician,1-Feb\n", &["team.csv:2:18: error:", "1-Feb", "date"]),
    (
        "team.csv",
        b"group,role,agents\ntechs,technician,Apr-01\n",
        &["team.csv:2:18: error:", "a spreadsheet makes this date of `4-1`, `1.4`, `4/1`", "format to text"],
    ),
    (
        "scenarios.csv",
        b"scenario,techs\na,+01.Apr\n",
        &["scenarios.csv:2:3: error: found `+01.Apr` in `techs`: looks like a date", "`1.4`"],
    ),
    ("team.csv", b"group,role,agents\ntechs,technician,#REF!\n", &["team.csv:2:18: error:", "#REF!"]),
    (
        "team.csv",
        b"group,role,agents\ntechs,technician\n",
        &["team.csv:2:1: error: group `techs` has no number of agents"],
    ),
    ("team.csv", b"group,role,agents\ntechs,,3\n", &["team.csv:2:1: error: group `techs` has no role"]),
    (
        "team.csv",
        b"group,role,agents\ntechs,technician,0\nspecs,specialist,0\n",
        &["team.csv: error: there is nobody on the team"],
    ),
    ("team.csv", b"group,role,agents\ntechs,technician,3,extra\n", &["team.csv:2:20: error:", "extra"]),
    (
        "team.csv",
        b"group,role,agents,shift\ntechs,technician,3,Mon-Fri 17:00-17:00\n",
        &["team.csv:2:20: error:", "17:00"],
    ),
    (
        "team.csv",
        b"group,role,agents,shift\ntechs,technician,3,Mon-Fri 08:00-17:00 + Fri 16:00-20:00\n",
        &["team.csv:2:20: error:", "the shift crosses itself on Friday"],
    ),
    (
        "team.csv",
        b"group,role,agents,shift\ntechs,technician,3,8-17\n",
        &["team.csv:2:20: error:", "Mon-Fri 08:00-17:00"],
    ),
    ("team.csv", b"group,role,agents,shift\ntechs,technician,3,Mon-Fri 08:00-25:00\n", &["team.csv:2:20: error:"]),
    ("team.csv", b"group,role,agents,speed\ntechs,technician,3,0\n", &["team.csv:2:20: error:", "> 0"]),
    ("team.csv", b"", &["team.csv: error:", "empty"]),
    (
        "team.csv",
        b"group,role,agents,role\ntechs,technician,3,x\n",
        &["team.csv:1:19: error: column `role` occurs twice"],
    ),
    ("team.csv", b"group,role,agents\n\"techs,technician,3\n", &["team.csv:2:1: error:", "quote"]),
    ("team.csv", b"group,role,agents\ncaf\xe9,technician,3\n", &["team.csv:2:4: error:", "UTF-8"]),
    ("team.csv", b"PK\x03\x04rest", &["team.csv: error:"]),
    ("team.csv", b"group;role;agents;speed\na;technician;3;1,5\nb;technician;3;1.5\n", &["team.csv:3:16: error:"]),
    (
        "desk.csv",
        b"setting;value\ntickets_per_week;1.300\n",
        &[
            "desk.csv:2:18: error: found `1.300` in `tickets_per_week`: 1300 or 1,300",
            "write 1300 without the point, or 1,300 with a decimal comma",
        ],
    ),
    (
        "desk.csv",
        b"setting;value\ntickets_per_week;100\ntravel_minutes;1,5\ncurrency;$\nshrinkage_percent;12.500%\n",
        &["desk.csv:5:19: error:", "12500 or 12,500"],
    ),
    ("scenarios.csv", b"scenario;tickets.*.per_week\na;x1.250\n", &["scenarios.csv:2:3: error:", "1250 or 1,250"]),
    (
        "tickets.csv",
        b"kind;per_week;work_law\nsoftware/access;10;uniform 1.000 to 2.000\n",
        &["tickets.csv:2:20: error:", "1000 or 1,000"],
    ),
    ("desk.csv", b"setting,value\n", &["desk.csv: error: the volume of tickets is not given", "never guessed"]),
    (
        "desk.csv",
        b"setting,value\nticket_per_week,100\n",
        &["desk.csv:2:1: error: unknown setting `ticket_per_week`", "did you mean `tickets_per_week`?"],
    ),
    ("desk.csv", b"setting,value\ntickets_per_week,100\ntickets_per_week,200\n", &["desk.csv:3:1: error:"]),
    (
        "tickets.csv",
        b"kind,per_week\nhardware,10\nsoftware,20\n",
        &["desk.csv:2:18: error: `tickets_per_week` has no effect", "every kind has its own `per_week`"],
    ),
    ("desk.csv", b"setting,value\ntickets_per_week,\"1,000\"\n", &["desk.csv:2:19: error:", "1,000"]),
    (
        "desk.csv",
        b"setting,value\ntickets_per_week,100\npreset,service-and-feld\n",
        &["desk.csv:3:8: error:", "did you mean `service-and-field`?"],
    ),
    (
        "desk.csv",
        b"setting,value\ntickets_per_week,100\npreset,consensus\n",
        &["nobody owns `network/server`", "document", "technician,network/server,primary"],
    ),
    (
        "desk.csv",
        b"setting,value\ntickets_per_week,100\npriority_mix,1/4/80/10\n",
        &["desk.csv:3:14: error:", "add up to 95"],
    ),
    (
        "desk.csv",
        b"setting,value\ntickets_per_week,100\npriority_mix,1/4/95\n",
        &["desk.csv:3:14: error:", "4 percentages"],
    ),
    ("desk.csv", b"setting,value\ntickets_per_week,100\nshrinkage_percent,130\n", &["desk.csv:3:19: error:", "130"]),
    (
        "desk.csv",
        b"setting,value\ntickets_per_week,100\noverhead_percent,100\n",
        &["desk.csv:3:18: error: 100 % of the cost leaves nothing for salaries", "use less than 100"],
    ),
    (
        "desk.csv",
        b"setting,value\ntickets_per_week,100\nshrinkage_percent,100\n",
        &["desk.csv:3:19: error: nobody is ever on tickets"],
    ),
    (
        "desk.csv",
        b"setting,value\ntickets_per_week,100\npolicy,longest-idel\n",
        &["desk.csv:3:8: error: unknown rule `longest-idel`", "did you mean `longest-idle`?"],
    ),
    (
        "desk.csv",
        b"setting,value\ntickets_per_week,100\npolicy,role-first\n",
        &["desk.csv:3:8: error: `role-first` needs its parameter `role`"],
    ),
    (
        "desk.csv",
        b"setting,value\ntickets_per_week,100\npolicy,role-first(role=boss)\n",
        &["desk.csv:3:8: error: unknown role", "boss"],
    ),
    (
        "desk.csv",
        b"setting,value\ntickets_per_week,100\npolicy,reserve(agents=0)\n",
        &["desk.csv:3:8: error:", "from 1 to"],
    ),
    (
        "desk.csv",
        b"setting,value\ntickets_per_week,100\npolicy,fifo + priority\n",
        &["desk.csv:3:8: error: `priority` is a second ticket rule"],
    ),
    ("desk.csv", b"setting,value\ntickets_per_week,100\nsnapshots,9h\n", &["desk.csv:3:11: error:", "`9h`", "09:00"]),
    (
        "desk.csv",
        b"setting,value\ntickets_per_week,100\nmode,steddy\n",
        &["desk.csv:3:6: error:", "did you mean `steady`?"],
    ),
    (
        "desk.csv",
        b"setting,value\ntickets_per_week,100\nwarm_up_weeks,3\n",
        &["desk.csv:3:15: error: found 3; must be at least 4 weeks in steady mode", "terminating"],
    ),
    (
        "scenarios.csv",
        b"scenario,desk.warm_up_weeks\na,4\nb,-3\n",
        &["scenarios.csv:3:3: error: found 1; must be at least 4 weeks"],
    ),
    (
        "desk.csv",
        b"setting,value\ntickets_per_week,100\npriorities,3\n",
        &["desk.csv:3:12: error: there is no priority mix for 3 priorities"],
    ),
    (
        "tickets.csv",
        b"kind,per_week\nNetwrok/vpn,10\n",
        &["tickets.csv:2:1: error:", "`Netwrok/vpn` does not start with a category", "did you mean `network/vpn`?"],
    ),
    (
        "tickets.csv",
        b"kind,share_percent\nhardware/repair,50\nsoftware/access,40\n",
        &["tickets.csv: error: the shares of the kinds add up to 90 %; must be 100"],
    ),
    (
        "tickets.csv",
        b"kind,per_week,work_law,work_mean_minutes\nsoftware/access,10,lognorml,5\n",
        &["tickets.csv:2:20: error:", "lognorml", "lognormal"],
    ),
    (
        "tickets.csv",
        b"kind,per_week,work_law,work_mean_minutes,work_cv\nsoftware/access,10,exponential,5,2\n",
        &["tickets.csv:2:34: error:", "leave the cell empty, or write 1"],
    ),
    (
        "tickets.csv",
        b"kind,per_week,work_law,work_mean_minutes,work_cv\nsoftware/access,10,uniform,5,3\n",
        &["tickets.csv:2:30: error: `uniform`: found cv 3", "the largest cv of a uniform law is 0.577", "`gamma`"],
    ),
    (
        "scopes.csv",
        b"role,kind,work_law,work_cv\nspecialist,software/access,erlang,0.8\n",
        &["scopes.csv:2:35: error: `erlang`: found cv 0.8"],
    ),
    (
        "tickets.csv",
        b"kind,per_week,work_cv\nsoftware/access,10,0.001\n",
        &["tickets.csv:2:20: error: `lognormal`: found cv 0.001"],
    ),
    (
        "tickets.csv",
        b"kind,per_week,arrivals,arrivals_cv\nsoftware/access,10,triangular,2\n",
        &["tickets.csv:2:31: error: `triangular`: found cv 2", "0.408"],
    ),
    ("tickets.csv", b"kind,per_week\n", &["tickets.csv: error: there are no kinds in this table"]),
    (
        "tickets.csv",
        b"kind,share_percent\nsoftware/fax,100\n",
        &["nobody on the desk may work on `software/fax`", "scopes.csv"],
    ),
    (
        "scopes.csv",
        b"role,kind,scope\ntechnician,software/acces,primary\n",
        &["scopes.csv:2:12: error: unknown kind `software/acces`", "did you mean `software/access`?"],
    ),
    ("scopes.csv", b"role,kind,scope\ntechnician,software/access,first\n", &["scopes.csv:2:28: error:", "`first`"]),
    (
        "scopes.csv",
        b"role,kind,escalates_to\ntechnician,hardware/repair,boss\n",
        &["scopes.csv:2:28: error: unknown role `boss`"],
    ),
    (
        "tickets.csv",
        b"kind,priority_mix,impact_mix\nsoftware,1/4/80/15,10/30/60\n",
        &[
            "tickets.csv:2:20: error: both `priority_mix` and impact and urgency say the priorities",
            "keep `priority_mix`, or",
        ],
    ),
    (
        "desk.csv",
        b"setting,value\ntickets_per_week,100\npriority_mix,1/4/80/15\nimpact_mix,10/30/60\nurgency_mix,10/30/60\n",
        &["desk.csv:4:12: error: both `priority_mix` and impact and urgency"],
    ),
    (
        "tickets.csv",
        b"kind,urgency_mix\nsoftware,10/30/60\n",
        &["tickets.csv:2:10: error: impact and urgency together give the priority: `impact_mix` is missing"],
    ),
    (
        "desk.csv",
        b"setting,value\ntickets_per_week,100\nimpact_mix,10/30/60\n",
        &["desk.csv:3:12: error: impact and urgency together", "`urgency_mix` is missing"],
    ),
    (
        "desk.csv",
        b"setting,value\ntickets_per_week,100\nimpact_mix,10/20/30/40\nurgency_mix,10/30/50\n",
        &[
            "desk.csv:3:12: error: found `10/20/30/40`; must be 3 percentages separated by `/`, impact 1 first",
            "desk.csv:4:13: error: the percentages `10/30/50` add up to 90",
        ],
    ),
    (
        "desk.csv",
        b"setting,value\ntickets_per_week,100\nimpact_mix,1960-10-30\nurgency_mix,10/30/1960\n",
        &[
            "desk.csv:3:12: error: found `1960-10-30`",
            "desk.csv:4:13: error:",
            "a date that a spreadsheet made of it",
            "10%/30%/60%",
        ],
    ),
    (
        "priorities.csv",
        b"impact,urgency_1\n1,P1\n",
        &["priorities.csv: error: this table has no effect", "remove the file"],
    ),
    ("priorities.csv", b"impact,urgency_1\n1,P7\n", &["priorities.csv:2:3: error: unknown priority `P7`", "`P4`"]),
    (
        "priorities.csv",
        b"impact,urgency_1,urgency_2\n1,P1,\n",
        &["priorities.csv:2:1: error: impact 1 has no priority in column `urgency_2`"],
    ),
    (
        "priorities.csv",
        b"impact,urgency_1,urgency_3\n1,P1,P2\n",
        &["priorities.csv: error: column `urgency_2` is missing"],
    ),
    (
        "priorities.csv",
        b"impact,urgency_1\n1,P1\n3,P2\n",
        &["priorities.csv:3:1: error: found impact 3 where 2 was to come"],
    ),
    ("priorities.csv", b"impact,urgency_1\nhigh,P1\n", &["priorities.csv:2:1: error:", "`high`"]),
    ("priorities.csv", b"impact,urgency_1\n", &["priorities.csv: error: there are no impacts in this table"]),
    (
        "tickets.csv",
        b"kind,request\nsoftware,perhaps\n",
        &["tickets.csv:2:10: error: found `perhaps` in `request`; must be `yes` or `no`"],
    ),
    ("targets.csv", b"priority,resolution\nP1,4 hourz\n", &["targets.csv:2:6: error:", "4 hourz"]),
    ("targets.csv", b"priority,resolution\nP9,4 h\n", &["targets.csv:2:1: error: unknown priority `P9`"]),
    (
        "scenarios.csv",
        b"scenario,technicans\na,5\n",
        &["scenarios.csv:1:10: error: `technicans` names no cell of another table"],
    ),
    (
        "scenarios.csv",
        b"scenario,team.techs.agnets\na,5\n",
        &["scenarios.csv:1:10: error: `team.techs.agnets` names nothing", "did you mean `team.techs.agents`?"],
    ),
    ("scenarios.csv", b"scenario,tickets.*.per_week\na,20%\n", &["scenarios.csv:2:3: error:", "write `x1.2`"]),
    ("scenarios.csv", b"scenario,techs\na,-9\n", &["scenarios.csv:2:3: error:", "makes it -6"]),
    ("scenarios.csv", b"scenario,techs\na,5\na,6\n", &["scenarios.csv:3:1: error: scenario `a` is already on line 2"]),
    (
        "scopes.csv",
        b"role,kind,scope\nTechnician,hardware/repair,primary\ntechnician,hardware/repair,none\n",
        &["scopes.csv:3:1: error: role `technician`, kind `hardware/repair` is already on line 2", "keep one"],
    ),
    ("scenarios.csv", b"when,techs\nusual,5\n", &["scenarios.csv: error: column `scenario` is missing"]),
    ("arrivals.csv", b"hour,mon\n24,1\n", &["arrivals.csv:2:1: error:", "24"]),
    ("arrivals.csv", b"hour,mon\n1,0\n", &["arrivals.csv: error: the weights of profile `default` are all 0"]),
    (
        "team.csv",
        b"group,role,agents\nfirst.line,technician,3\nspecs,specialist,2\n",
        &["team.csv:2:1: error: the name `first.line` holds a point or a star"],
    ),
    (
        "sweep.csv",
        b"override,values\ntechs,1..100000\n",
        &[
            "sweep.csv:2:7: error: sweep of `techs`: found `1..100000`, a range of 100000 values; at most 1000 are possible",
            "separated by spaces",
        ],
    ),
    ("sweep.csv", b"override,values\ntechs,8..4\n", &["found `8..4`, a range that ends before it starts"]),
    ("sweep.csv", b"override,values\ntechs,4..x\n", &["found `4..x`; help: write a range as `4..8`"]),
    (
        "sweep.csv",
        b"override,values\ntechs,1..1000\nspecs,1..1000\ntickets.*.per_week,1..1000\n",
        &["the sweep has 1000000 cells or more; at most 10000 are simulated"],
    ),
    ("teem.csv", b"group\n", &["teem.csv: error: `teem.csv` is not a table of a desk", "did you mean `team.csv`?"]),
];

#[test]
fn every_mistake_says_where_what_and_how_to_mend_it() {
    assert!(CASES.len() >= 45, "at least 40 kinds");
    let mut wrong = Vec::new();
    for (table, bytes, expected) in CASES {
        let said = mistakes(&[(table, bytes)]);
        for part in *expected {
            if !said.contains(part) {
                wrong.push(format!("{table} {:?}\n  lacks: {part}\n  said:  {said}", String::from_utf8_lossy(bytes)));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn with_preset_none_a_desk_brings_its_own_matrix() {
    let desk = "setting,value\ntickets_per_week,100\npreset,none\npriorities,2\nimpact_mix,10/90\nurgency_mix,20/80\n";
    let all = |matrix: &'static str| {
        mistakes(&[
            ("desk.csv", desk.as_bytes()),
            ("tickets.csv", b"kind,work_mean_minutes,work_law\nsoftware,10,fixed\n"),
            ("roles.csv", b"role\ntechnician\n"),
            ("scopes.csv", b"role,kind,scope\ntechnician,software,primary\n"),
            ("team.csv", b"group,role,agents,shift\ntechs,technician,3,always\n"),
            ("priorities.csv", matrix.as_bytes()),
        ])
    };
    let said = all("ABSENT");
    assert!(said.starts_with("desk.csv:5:12: error: there is no matrix that gives the priority"), "{said}");
    assert!(said.contains("add a `priorities.csv`") && said.lines().count() == 1, "{said}");
    assert_eq!(all("impact,urgency_1,urgency_2\n1,P1,P1\n2,P1,P2\n"), "");
}

#[test]
fn what_spreadsheets_save_is_read() {
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(TEAM.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let crlf = TEAM.replace('\n', "\r\n");
    let semicolons = "group;role;agents;speed\ntechs;technician;3;1,25\nspecs;specialist;2;1\n";
    let bom = format!("\u{feff}{TEAM}");
    let comments = format!("# a note,,,\n\n{TEAM},,,\n");
    for sound in [utf16.as_slice(), crlf.as_bytes(), semicolons.as_bytes(), bom.as_bytes(), comments.as_bytes()] {
        assert_eq!(mistakes(&[("team.csv", sound)]), "", "{}", String::from_utf8_lossy(sound));
    }
    // A point before other than three digits, or after 0, is a decimal point in a file separated by `;` too.
    for speed in ["1.5", "0.125", "1.25", "1,300"] {
        let semicolons = format!("group;role;agents;speed\ntechs;technician;3;{speed}\nspecs;specialist;2;1\n");
        assert_eq!(mistakes(&[("team.csv", semicolons.as_bytes())]), "", "{speed}");
    }
    // With CRLF the line of a mistake is the line a person sees.
    let said = mistakes(&[("team.csv", crlf.replace("specialist", "specialits").as_bytes())]);
    assert!(said.starts_with("team.csv:3:7: error: unknown role `specialits`"), "{said}");
}

/// A table, its text without a header line, and what the help names.
const HEADLESS: &[(&str, &str, &str)] = &[
    (
        "team.csv",
        "technicians,technician,6,always\nspecs,specialist,6,6\n",
        "`group`, `role`, `agents`, `site`, `shift`",
    ),
    ("desk.csv", "tickets_per_week,600\nseed,1\n", "`setting`, `value`"),
    ("tickets.csv", "software/access,10\n", "`kind`"),
    ("arrivals.csv", "0,1,1,1,1,1,0,0\n1,1,1,1,1,1,0,0\n", "`profile`, `hour`, `mon`"),
    ("roles.csv", "technician,52500\n", "`role`"),
    ("scopes.csv", "technician,software/access,primary\n", "`role`, `kind`"),
    ("shifts.csv", "early,Mon-Fri 08:00-17:00\n", "`shift`"),
    ("absences.csv", "techs,1,2027-08-02,2027-08-13,leave\n", "`group`, `agents`, `from`"),
    ("priorities.csv", "1,P1,P2\n", "`impact`, `urgency_1`"),
    ("targets.csv", "P1,4 h\n", "`priority`, `kind`"),
    ("scenarios.csv", "as today,3,x1.2\n", "`scenario`, `when`, and cells to change, as `team.technicians.agents`"),
    ("sweep.csv", "techs,4..8\n", "`override`, `values`"),
    ("sites.csv", "head office,60\nplant,40\n", "`site`, `share_percent`"),
    ("distances.csv", "head office,plant,20\n", "`from`, `to`, `travel_minutes`"),
    ("incidents.csv", "mail,week 2 Tue 09:30,network\n", "`incident`, `when`"),
];

#[test]
fn a_missing_header_line_is_one_mistake_in_every_table() {
    for (table, text, names) in HEADLESS {
        let said = mistakes(&[(table, text.as_bytes())]);
        let first = text.split(',').next().unwrap_or_default();
        let wanted = format!("{table}:1:1: error: the header line is missing: `{first}` names no column; help: ");
        assert!(said.starts_with(&wanted) && said.contains(names), "{table}: {said}");
        assert_eq!(said.lines().count(), 1, "{said}");
    }
    // A header whose every name is misspelt is a header.
    let said = mistakes(&[("desk.csv", b"setings,valeu\ntickets_per_week,600\n")]);
    assert!(said.contains("did you mean `setting`?") && !said.contains("header line"), "{said}");
    // Overrides without the column of names are a header too.
    let said = mistakes(&[("scenarios.csv", b"techs,specs\n3,4\n")]);
    assert!(said.contains("column `scenario` is missing") && !said.contains("header line"), "{said}");
}

#[test]
fn a_warm_up_may_be_short_only_where_there_is_no_long_run() {
    let terminating = b"setting,value\ntickets_per_week,100\nmode,terminating\nwarm_up_weeks,1\n";
    assert_eq!(mistakes(&[("desk.csv", terminating)]), "");
    let least = b"setting,value\ntickets_per_week,100\nwarm_up_weeks,4\n";
    assert_eq!(mistakes(&[("desk.csv", least)]), "");
}

#[test]
fn dates_have_no_long_run() {
    let desk = |mode: &str| format!("setting,value\ntickets_per_week,100\nfirst_day,2027-01-04\n{mode}");
    let tables: [(&str, &[u8], &str); 2] = [
        ("holidays.csv", b"date\n2027-01-06\n", "holidays.csv:2:1: error: holidays have no steady state"),
        ("seasons.csv", b"month,tickets_percent\n1,100\n9,133\n", "seasons.csv:3:1: error: seasons have no steady"),
    ];
    for (table, bytes, said) in tables {
        let steady = mistakes(&[("desk.csv", desk("").as_bytes()), (table, bytes)]);
        assert!(steady.contains(said) && steady.contains("mode,terminating"), "{steady}");
        assert_eq!(mistakes(&[("desk.csv", desk("mode,terminating\n").as_bytes()), (table, bytes)]), "");
    }
    let twice = b"month,tickets_percent\n9,133\n09,120\n10,\n";
    let said = mistakes(&[("desk.csv", desk("mode,terminating\n").as_bytes()), ("seasons.csv", twice)]);
    assert!(said.contains("seasons.csv:3:1: error: month 9 occurs twice"), "{said}");
    assert!(said.contains("seasons.csv:4:1: error: month `10` has no `tickets_percent`"), "{said}");
}

#[test]
fn points_in_names_make_no_two_scenarios_the_same() {
    let scenarios = b"when,scenario,techs\na.b,c,3\na,b.c,4\n";
    assert_eq!(mistakes(&[("scenarios.csv", scenarios)]), "");
}

#[test]
fn all_mistakes_of_a_folder_are_told_at_once() {
    let rows: Vec<String> = (0..30).map(|i| format!("g{i},technican,x\n")).collect();
    let team = format!("group,role,agents\n{}", rows.concat());
    let said = mistakes(&[("team.csv", team.as_bytes()), ("desk.csv", b"setting,value\ntickets_per_week,-1\n")]);
    assert!(said.contains("desk.csv:2:18") && said.contains("team.csv:2:4"), "{said}");
    assert!(said.contains("... and 41 more"), "20 of 61 are shown: {said}");
}

/// Rows of absences.csv below its header, and what must be said of it.
const ABSENCES: &[(&str, &[&str])] = &[
    ("techs,1,2027-08-02,2027-08-13,leave\n", &[]),
    ("techs,,2027-08-02,,\nspecs,2,2027-08-02,2027-08-02,course\n", &[]),
    ("techs,2,2027-08-02,2027-08-13,\ntechs,1,2027-08-13,2027-08-20,\n", &[]),
    (
        "techs,1,2027-08-13,2027-08-02,leave\n",
        &["absences.csv:2:20: error: an absence from `2027-08-13` to `2027-08-02` ends before it begins"],
    ),
    ("techs,4,2027-08-02,,\n", &["absences.csv:2:7: error: 4 of the 3 agents of `techs` cannot be away"]),
    (
        "techs,2,2027-08-02,2027-08-13,\ntechs,2,2027-08-13,2027-08-20,\n",
        &["absences.csv:3:7: error: the absences of these days make 4 of the 3 agents of `techs`"],
    ),
    ("tehcs,1,2027-08-02,,\n", &["absences.csv:2:1: error: unknown group `tehcs`", "did you mean `techs`?"]),
    ("techs,0,2027-08-02,,\n", &["absences.csv:2:7: error:", "0"]),
    ("techs,1,02/08/2027,,\n", &["absences.csv:2:9: error:", "ambiguous date"]),
    ("techs,1,,2027-08-02,\n", &["absences.csv:2:1: error: this row has no `from`"]),
    (",1,2027-08-02,,\n", &["absences.csv:2:2: error: this row has no `group`"]),
];

#[test]
fn dates_of_the_team_are_checked() {
    let desk = b"setting,value\ntickets_per_week,100\nfirst_day,2027-01-04\n";
    for (rows, expected) in ABSENCES {
        let absences = format!("group,agents,from,to,reason\n{rows}");
        let said = mistakes(&[("desk.csv", desk), ("absences.csv", absences.as_bytes())]);
        assert_eq!(said.lines().count(), usize::from(!expected.is_empty()), "{rows}{said}");
        assert!(expected.iter().all(|part| said.contains(part)), "{rows}{said}");
    }
    let said = mistakes(&[("absences.csv", b"group,from\ntechs,2027-08-02\ntechs,2027-09-02\n")]);
    assert!(said.contains("there are absences, but the desk does not say on which date it begins"), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    let said =
        mistakes(&[("team.csv", b"group,role,agents,hired\ntechs,technician,3,2027-08-02\nspecs,specialist,1,\n")]);
    assert!(said.starts_with("team.csv:2:20: error: there is a date of hiring, but the desk does not say"), "{said}");
    let zone = b"group,role,agents,time_zone\ntechs,technician,3,Europe/Berln\nspecs,specialist,1,Asia/Kolkata\n";
    let said = mistakes(&[("team.csv", zone)]);
    assert!(said.starts_with("team.csv:2:20: error: unknown time zone `Europe/Berln`"), "{said}");
    assert!(
        said.contains("did you mean `Europe/Berlin`?")
            && said.contains("team.csv:3:20: error: the group has a time zone, but the desk"),
        "{said}"
    );
    let elsewhere = b"group,role,agents,time_zone\ntechs,technician,3,\nspecs,specialist,1,Asia/Kolkata\n";
    let here = b"setting,value\ntickets_per_week,100\ntime_zone,Europe/Berlin\n";
    let said = mistakes(&[("desk.csv", here), ("team.csv", elsewhere)]);
    assert!(
        said.starts_with("team.csv:3:20: error: there are time zones, but the desk does not say on which date"),
        "{said}"
    );
    let ramp = b"group,role,agents,ramp_speed_percent\ntechs,technician,3,40\nspecs,specialist,1,\n";
    assert!(mistakes(&[("team.csv", ramp)]).starts_with("team.csv:2:20: error: a first speed"), "{said}");
    let said = mistakes(&[("desk.csv", desk), ("absences.csv", b"group,start\ntechs,2027-08-02\n")]);
    assert!(said.contains("column `from` is missing"), "{said}");
}

#[test]
fn sites_and_the_ways_between_them_are_checked() {
    const SITES: &[u8] = b"site,share_percent\nhead office,60\nplant,40\n";
    let said = |distances: &str| {
        let text = format!("from,to,travel_minutes\n{distances}\n");
        mistakes(&[("sites.csv", SITES), ("distances.csv", text.as_bytes())])
    };
    assert_eq!(said("head office,plant,20"), "");
    for (distances, wanted) in [
        ("head office,plnt,20", "distances.csv:2:13: error: unknown site `plnt`"),
        ("plant,plant,20", "distances.csv:2:7: error: a distance from `plant` to itself"),
        ("head office,plant,", "the distance from `head office` to `plant` has no `travel_minutes`"),
        ("head office,plant,20\nhead office,plant,30", "distances.csv:3:1: error:"),
    ] {
        let said = said(distances);
        assert!(said.contains(wanted) && said.contains("help: "), "{distances}: {said}");
    }
    let team = b"group,role,agents,site\ntechs,technician,3,plnt\nspecs,specialist,2,\n";
    let said = mistakes(&[
        ("sites.csv", SITES),
        ("distances.csv", b"from,to,travel_minutes\nplant,head office,20\n"),
        ("team.csv", team),
    ]);
    assert!(said.starts_with("team.csv:2:20: error: unknown site `plnt`; help: did you mean `plant`?"), "{said}");
    // Nobody of the plant visits, and nobody comes from elsewhere: its tickets that need hands are nobody's.
    let apart = mistakes(&[
        ("sites.csv", SITES),
        ("desk.csv", b"setting,value\ntickets_per_week,100\nvisits_between_sites,no\n"),
    ]);
    assert!(apart.contains("plant"), "{apart}");
}

#[test]
fn folders_that_are_none_are_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let absent = folder.path().join("absent");
    assert!(read(&absent).contains("absent"), "{}", read(&absent));
    let file = folder.path().join("file.csv");
    fs::write(&file, "x").expect("a file");
    assert!(read(&file).contains("error:"), "{}", read(&file));
    let empty = folder.path().join("empty");
    fs::create_dir(&empty).expect("a folder");
    assert!(read(&empty).contains("no CSV tables"), "{}", read(&empty));
    fs::create_dir(empty.join("team.csv")).expect("a folder");
    assert!(read(&empty).contains("team.csv"), "{}", read(&empty));
}

/// A desk of two lines, by its scopes, with other tables if given.
fn two_lines(scopes: &str, others: &[(&str, &str)]) -> String {
    let scopes = format!("role,kind,scope,resolve_percent,escalates_to,escalates_as\n{scopes}");
    let team = "group,role,agents\nfirst,l1,3\nsecond,l2,2\n";
    let tickets = "kind,share_percent,work_law,work_mean_minutes,hands_percent,systemic_percent\n\
                   software,60,exponential,20,0,0\nhardware,40,exponential,30,100,0\nnetwork,0,exponential,30,0,0\n";
    let mut tables = vec![
        ("desk.csv", "setting,value\npreset,none\ntickets_per_week,100\n"),
        ("roles.csv", "role,visits\nl1,yes\nl2,no\n"),
        ("scopes.csv", &scopes),
        ("team.csv", team),
        ("tickets.csv", tickets),
    ];
    tables.retain(|(name, _)| !others.iter().any(|(n, _)| n == name));
    tables.extend(others);
    let tables: Vec<(&str, &[u8])> = tables.into_iter().map(|(name, text)| (name, text.as_bytes())).collect();
    mistakes(&tables)
}

/// `hardware` and `network` rows that are sound.
const SOUND: &str = "l1,hardware,primary,100,,\nl1,network,primary,100,,\n";

#[test]
fn an_escalation_that_nobody_can_take_is_told() {
    let said = |rows: &str, others: &[(&str, &str)]| two_lines(&format!("{SOUND}{rows}"), others);
    assert_eq!(said("l1,software,primary,40,l2,\nl2,software,secondary,100,,\n", &[]), "");
    // No row, and a row that says none, which is shown too.
    let none = said("l1,software,primary,40,l2,\n", &[]);
    assert!(none.starts_with("scopes.csv:4:24: error: role `l2` has no scope for `software`"), "{none}");
    assert!(none.contains("add a row `l2,software,primary` to scopes.csv"), "{none}");
    let none = said("l1,software,primary,40,l2,\nl2,software,none,,,\n", &[]);
    assert!(none.starts_with("scopes.csv:4:24: error: role `l2` has no scope for `software`"), "{none}");
    assert!(none.contains("(out of its scope by this cell: scopes.csv:5:13)"), "{none}");
    // As another kind: that one counts.
    let rows = "l1,software,primary,40,l2,network\nl2,software,primary,100,,\n";
    let other = said(rows, &[]);
    assert!(other.starts_with("scopes.csv:4:24: error: role `l2` has no scope for `network`"), "{other}");
    assert_eq!(said(&format!("{rows}l2,network,primary,100,,\n"), &[]), "");
    // Whoever resolves everything escalates nothing, and nobody is `-`.
    assert_eq!(said("l1,software,primary,100,l2,\n", &[]), "");
    assert_eq!(said("l1,software,primary,40,-,\n", &[]), "");
    // One mistake for all kinds of a row `*`.
    let star = two_lines("l1,*,primary,40,l2,\nl2,software,primary,100,,\n", &[]);
    assert!(star.starts_with("scopes.csv:2:17: error: role `l2` has no scope for `hardware`, `network`"), "{star}");
    assert_eq!(star.lines().count(), 1, "{star}");
}

#[test]
fn a_scenario_may_not_take_an_escalation_away_unseen() {
    let rows = format!("{SOUND}l1,software,primary,40,l2,\nl2,software,secondary,100,,\n");
    let taken = "scenario,scopes.l2.software.scope\nas today,\nless,none\n";
    let said = two_lines(&rows, &[("scenarios.csv", taken)]);
    assert!(said.starts_with("scopes.csv:4:24: error: role `l2` has no scope for `software`"), "{said}");
    assert!(said.contains("(out of its scope by this cell: scenarios.csv:3:6)"), "{said}");
    let named = "scenario,scopes.l1.network.resolve_percent,scopes.l1.network.escalates_to\na,50,l2\n";
    let said = two_lines(&rows, &[("scenarios.csv", named)]);
    assert!(said.starts_with("scenarios.csv:2:6: error: role `l2` has no scope for `network`"), "{said}");
}

#[test]
fn a_role_without_people_takes_no_escalation_unless_a_scenario_has_some() {
    let rows = format!("{SOUND}l1,software,primary,40,l2,\nl2,software,secondary,100,,\n");
    let team = ("team.csv", "group,role,agents\nfirst,l1,3\nsecond,l2,0\n");
    let said = two_lines(&rows, &[team]);
    assert!(said.starts_with("scopes.csv:4:24: error: nobody on the team has the role `l2`"), "{said}");
    let scenarios = ("scenarios.csv", "scenario,second\nnone,0\ntwo,2\n");
    assert_eq!(two_lines(&rows, &[team, scenarios]), "");
}

#[test]
fn an_escalation_that_the_role_may_take_no_ticket_of_is_told() {
    let rows = "l1,software,primary,100,,\nl1,network,primary,100,,\n\
                l1,hardware,primary,40,l2,\nl2,hardware,secondary,100,,\n";
    let said = two_lines(rows, &[]);
    assert!(said.starts_with("scopes.csv:4:24: error: role `l2` does not visit users"), "{said}");
    assert!(said.contains("all `hardware` tickets escalated to it need hands on site"), "{said}");
    // It takes those that need no hands.
    let some = "kind,share_percent,work_law,work_mean_minutes,hands_percent\n\
                software,60,exponential,20,0\nhardware,40,exponential,30,90\nnetwork,0,exponential,30,0\n";
    assert_eq!(two_lines(rows, &[("tickets.csv", some)]), "");
}

#[test]
fn tickets_that_nobody_can_ever_resolve_are_told() {
    let round = "l1,software,primary,0,l2,\nl2,software,secondary,0,l1,\n";
    let said = two_lines(&format!("{SOUND}{round}"), &[]);
    let wanted = "scopes.csv:4:21: error: nobody can ever resolve `software` tickets: `l1`, `l2` resolve 0 % of them";
    assert!(said.starts_with(wanted) && said.lines().count() == 1, "{said}");
    // To oneself; and a trap that only some tickets get into.
    let said = two_lines(&format!("{SOUND}l1,software,primary,0,l1,\n"), &[]);
    assert!(said.contains("nobody can ever resolve `software` tickets: `l1` resolves 0 % of them"), "{said}");
    let trap = "l1,software,primary,40,l2,network\nl2,network,secondary,0,l2,\n";
    let said = two_lines(&format!("{SOUND}{trap}"), &[]);
    assert!(said.contains("nobody can ever resolve `network` tickets escalated to `l2`: `l2` resolves 0 %"), "{said}");
    // A small chance, somebody to whom it ends, or nobody to escalate to: all come to an end.
    for sound in [
        "l1,software,primary,0,l2,\nl2,software,secondary,1,l1,\n",
        "l1,software,primary,0,l2,\nl2,software,secondary,0,-,\n",
        "l1,software,primary,0,,\n",
    ] {
        assert_eq!(two_lines(&format!("{SOUND}{sound}"), &[]), "", "{sound}");
    }
    // Without people the second line takes nothing, and the first one's attempt is the last.
    let scenarios = ("scenarios.csv", "scenario,second\nnone,0\ntwo,2\n");
    let said = two_lines(&format!("{SOUND}{round}"), &[scenarios]);
    assert!(said.contains("nobody can ever resolve `software`") && said.lines().count() == 1, "{said}");
}

#[test]
fn a_mistake_in_a_history_is_located_as_any_other() {
    let of_log = |log: &[u8]| {
        let desk = b"setting,value\ntickets_per_week,100\nhistory,log/h.csv\n";
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("log")).expect("a folder");
        fs::write(folder.path().join("desk.csv"), desk).expect("a file");
        fs::write(folder.path().join("team.csv"), TEAM).expect("a file");
        fs::write(folder.path().join("log/h.csv"), log).expect("a file");
        let Err(mistakes) = desksim::scenario::read(folder.path()) else { return Default::default() };
        let prefix = format!("{}/", folder.path().display());
        [false, true].map(|terminal| mistakes.render(100, false, terminal).replace(&prefix, ""))
    };
    let [line, drawn] = of_log(b"number,opened\r\n\r\nT1,2016-04-11 09:30\r\n\"T,2\",yesterday\r\n");
    assert!(line.starts_with("log/h.csv:4:7: error: `yesterday` in column `opened`"), "{line}");
    assert!(drawn.contains("log/h.csv:4:7") && drawn.contains("\"T,2\",yesterday"), "{drawn}");
    // After a cell of two lines, counted in characters; and inside quotes.
    let [line, _] = of_log("number,opened\n\"T\n1\",2016-04-11 09:30\n\u{e9}\u{e9},\"soon\"\n".as_bytes());
    assert!(line.starts_with("log/h.csv:4:5: error: `soon`"), "{line}");
    let [line, _] = of_log(b"number,opened\nT1,2016-04-11 09:30,x\n");
    assert!(line.starts_with("log/h.csv:2:1: error: the row has 3 cells"), "{line}");
    let [line, _] = of_log(b"number,opned_at\nT1,2016-04-11 09:30\n");
    assert!(line.starts_with("log/h.csv:1:1: error: "), "{line}");
}

#[test]
fn what_is_said_of_people_on_call() {
    let head = "group,role,agents,shift,on_call,on_call_priorities,on_call_agents,call_out_delay_minutes\n";
    let said = |rest: &str| {
        let row = format!("{head}techs,technician,3,Mon-Fri 08:00-17:00,{rest}\nspecs,specialist,2,,,,,\n");
        mistakes(&[("team.csv", row.as_bytes())])
    };
    assert_eq!(said("Mon-Sun 17:00-08:00,P1 p3,3,0"), "");
    assert_eq!(said("always,*,,"), "");
    assert_eq!(said("-,P1,2,15"), "", "switched off");
    for (rest, parts) in [
        (",P1,,", ["team.csv:2:41: error: `on_call_priorities`, but no hours on call", "write `-` there"]),
        (",,2,", ["team.csv:2:42: error: `on_call_agents`, but no hours on call", "fill in `on_call` too"]),
        ("Mon-Sun 17:00-08:00,P1 P5,,", ["team.csv:2:63: error: unknown priority `P5`", "separated by spaces"]),
        ("Mon-Sun 17:00-08:00,urgent,,", ["team.csv:2:60: error: unknown priority `urgent`", "write `P1`"]),
        ("Mon-Sun 17:00-08:00,,4,", ["team.csv:2:61: error: 4 on call at a time, but the group has 3", "lower it"]),
        ("Mon-Sun 17:00-08:00,,0,", ["team.csv:2:61: error:", "1 to 100000"]),
        ("Mon-Sun 17:00-08:00,,,-5", ["team.csv:2:62: error:", "-5"]),
        (
            "Mon-Fri 09:00-12:00,,,",
            ["team.csv:2:40: error: the hours on call `Mon-Fri 09:00-12:00` all lie inside", "outside"],
        ),
        ("at night,,,", ["team.csv:2:40: error: found `at night` in `on_call`", "days and times"]),
    ] {
        let found = said(rest);
        assert!(parts.iter().all(|part| found.contains(part)) && found.lines().count() == 1, "{rest}: {found}");
    }
    // Where scenarios differ in it, details without hours are those of another scenario.
    let team = format!("{head}techs,technician,3,,,P1 P2,2,\nspecs,specialist,2,,,,,\n");
    let scenarios = b"scenario,team.techs.on_call\nnobody,\non call,always\n";
    assert_eq!(mistakes(&[("team.csv", team.as_bytes()), ("scenarios.csv", scenarios)]), "");
}

#[test]
fn an_incident_must_happen_and_find_somebody() {
    let held = |columns: &str, cells: &str| {
        let team = format!("group,role,agents,{columns}\ntechs,technician,3,{cells}\nspecs,specialist,2,\n");
        let incidents = b"incident,per_year,kind\nmail,12,network/server\n";
        mistakes(&[("team.csv", team.as_bytes()), ("incidents.csv", incidents)])
    };
    assert!(held("open_limit", "4").starts_with(
        "team.csv:2:20: error: major incidents are not possible with `open_limit` of a group; help: remove one of them"
    ));
    let desk = "setting,value\ntickets_per_week,100\nmode,terminating\nweeks,4\nfirst_day,2027-03-01\n";
    let told = |when: &str| {
        let incidents = format!("incident,when,kind\nmail,{when},network/server\n");
        mistakes(&[("desk.csv", desk.as_bytes()), ("incidents.csv", incidents.as_bytes())])
    };
    for when in ["week 4 Sun 23:59", "2027-03-01 00:00", "-"] {
        assert_eq!(told(when), "", "{when}");
    }
    for when in ["week 5 Mon 00:00", "2027-03-29 00:00", "2027-02-28 23:59"] {
        let said = told(when);
        let wanted = format!("incidents.csv:2:6: error: `{when}` lies outside the run, which has 4 weeks");
        assert!(said.contains(&wanted), "{said}");
    }
    let roles = b"role,systemic\nspecialist,no\ntechnician,no\n";
    let incidents = b"incident,per_year,kind\nmail,12,network/server\n";
    let tickets = b"kind,systemic_percent\nnetwork/server,0\nsoftware,0\n";
    let said = mistakes(&[("roles.csv", roles), ("tickets.csv", tickets), ("incidents.csv", incidents)]);
    assert!(
        said.contains("incidents.csv:2:9: error: nobody on the desk may work on `network/server` tickets"),
        "{said}"
    );
}
