//! The reference of every table and column: the reader takes ranges and defaults from here, the printed reference is
//! made from here, and what `check` lists as assumed is marked here.

use super::super::Allowed;

/// What a cell takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Takes {
    /// A number from low to high; `above` excludes low.
    Number {
        /// Lowest.
        low: f64,
        /// Low itself is not allowed.
        above: bool,
        /// Highest.
        high: f64,
        /// Unit; may be empty.
        unit: &'static str,
    },
    /// A percentage.
    Percent,
    /// A whole number from low to high.
    Whole(u32, u32),
    /// `yes` or `no`.
    YesNo,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// Free text of this form.
    Text(&'static str),
}

/// Where a default comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// There is none: the cell is needed.
    Needed,
    /// Nothing happens without it.
    Neutral,
    /// Taken from this source.
    Sourced(&'static str),
    /// Nobody says; chosen for this reason.
    Assumed(&'static str),
}

/// A column, or for `desk.csv` a setting.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Table, without `.csv`.
    pub table: &'static str,
    /// Name of the column or setting.
    pub name: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// Default in words.
    pub default: &'static str,
    /// Where the default comes from.
    pub mark: Mark,
    /// What it means.
    pub meaning: &'static str,
}

impl Takes {
    /// The range as the cell readers take it.
    pub fn allowed(self) -> Allowed {
        match self {
            Takes::Number { low, above, high, unit } => {
                let from = if above { Allowed::above(low, unit) } else { Allowed::at_least(low, unit) };
                if high.is_finite() { from.at_most(high) } else { from }
            }
            Takes::Percent => Allowed::between(0.0, 100.0, "%"),
            Takes::Whole(low, high) => Allowed::between(f64::from(low), f64::from(high), ""),
            _ => Allowed::any(""),
        }
    }

    /// What is allowed, in words.
    pub fn described(self) -> String {
        match self {
            Takes::Number { low, above, high, unit } => {
                let unit = if unit.is_empty() { String::new() } else { format!(" {unit}") };
                let low = if above { format!("> {low}") } else { format!(">= {low}") };
                let high = if high.is_finite() { format!(", <= {high}") } else { String::new() };
                format!("number{unit}, {low}{high}")
            }
            Takes::Percent => "percentage, 0 to 100".to_string(),
            Takes::Whole(low, high) => format!("whole number, {low} to {high}"),
            Takes::YesNo => "`yes` or `no`".to_string(),
            Takes::OneOf(words) => format!("`{}`", words.join("`, `")),
            Takes::Text(form) => form.to_string(),
        }
    }
}

const fn number(low: f64, high: f64, unit: &'static str) -> Takes {
    Takes::Number { low, above: false, high, unit }
}

const fn above(low: f64, high: f64, unit: &'static str) -> Takes {
    Takes::Number { low, above: true, high, unit }
}

const fn column(
    table: &'static str,
    name: &'static str,
    takes: Takes,
    default: &'static str,
    mark: Mark,
    meaning: &'static str,
) -> Column {
    Column { table, name, takes, default, mark, meaning }
}

/// Largest length of time a cell may name, in hours: a century.
const LONG: f64 = 876_600.0;

use Mark::{Assumed, Needed, Neutral, Sourced};
use Takes::{OneOf, Percent, Text, Whole, YesNo};

/// The tables of a desk, with what one row of each is.
pub static TABLES: &[(&str, &str)] = &[
    ("desk", "one setting a row: `setting,value`"),
    ("tickets", "one kind of ticket a row"),
    ("holidays", "one date a row"),
    ("seasons", "one month a row; months without one are ordinary"),
    ("arrivals", "one hour of the day a row, or half of one or a quarter: how demand spreads over the week"),
    ("roles", "one role a row"),
    ("scopes", "one role on one kind a row"),
    ("team", "one group of agents alike a row"),
    ("shifts", "one named shift a row"),
    ("targets", "one priority a row"),
    ("scenarios", "one scenario to compare a row"),
    ("sweep", "one swept cell a row"),
];

/// Every column.
pub static COLUMNS: &[Column] = &[
    column("desk", "purpose", Text("text on one line"), "none", Neutral, "what the desk is for"),
    column(
        "desk",
        "tickets_per_week",
        number(0.0, 1e7, "tickets/week"),
        "none",
        Needed,
        "volume of all kinds together; or give `users`, or `per_week` for every kind, or recorded tickets",
    ),
    column(
        "desk",
        "users",
        number(0.0, 1e7, "users"),
        "none",
        Neutral,
        "people served, as another way to say the volume",
    ),
    column(
        "desk",
        "tickets_per_user_month",
        number(0.0, 1000.0, "tickets"),
        "1.2",
        Assumed("within 0.78 to 1.95 of MetricNet, about 2012"),
        "tickets a user sends in a month of 365.25/12 days",
    ),
    column(
        "desk",
        "preset",
        OneOf(&["systems-and-desktop", "service-and-field", "consensus", "none"]),
        "systems-and-desktop",
        Assumed("the first of the two role documents; compare with the other"),
        "whose meaning of the roles holds: document A, document B, what both support, or none (then `roles.csv` and `scopes.csv` say it, and every other default is neutral)",
    ),
    column(
        "desk",
        "pay",
        OneOf(&["preset", "systems-and-desktop", "service-and-field"]),
        "preset",
        Neutral,
        "whose salaries hold, so that scope and pay can be told apart",
    ),
    column(
        "desk",
        "priorities",
        Whole(1, 9),
        "4 (1 with preset none)",
        Assumed("P1 to P4 are usual"),
        "how many priorities there are",
    ),
    column(
        "desk",
        "priority_mix",
        Text("percentages by priority, as `1/4/80/15`"),
        "1/4/80/15 (the first with preset none)",
        Assumed("between 1.7/3.7/85.1/9.6 measured on a ServiceNow desk and P1+P2 1.5 % at a bank"),
        "share of each priority, for kinds without their own",
    ),
    column(
        "desk",
        "business_hours",
        Text("hours as `Mon-Fri 08:00-18:00`, pieces joined by `+`, or `always`"),
        "Mon-Fri 08:00-18:00 (always with preset none)",
        Assumed("81 to 97 % of tickets of three desks open then"),
        "when the business clock runs",
    ),
    column(
        "desk",
        "shrinkage_percent",
        Percent,
        "30 (0 with preset none)",
        Sourced("half of 170+ planners assume 26-35 %, SWPP survey 2024"),
        "paid time off tickets: meetings, training, leave",
    ),
    column(
        "desk",
        "lunch_minutes",
        number(0.0, 480.0, "minutes"),
        "60 (0 with preset none)",
        Assumed("one unpaid hour in a shift over 6 hours"),
        "unpaid break in each piece of a shift longer than 6 hours",
    ),
    column(
        "desk",
        "shift_end",
        OneOf(&["suspend", "finish"]),
        "suspend",
        Assumed("a ticket waits for its agent over night"),
        "what happens to the ticket in hand when its agent leaves",
    ),
    column(
        "desk",
        "travel_minutes",
        number(0.0, 1440.0, "minutes"),
        "10 (0 with preset none)",
        Assumed("a campus"),
        "one way to a user's desk, for tickets that need hands on site",
    ),
    column(
        "desk",
        "work_before_pending_percent",
        Percent,
        "50",
        Assumed("half of the work comes before the question to the user"),
        "share of the work done before a ticket waits for its user",
    ),
    column(
        "desk",
        "difficulty_share_percent",
        Percent,
        "0",
        Assumed("attempts independent; no source measures it"),
        "chance that a later attempt holds as much work, for its role and kind, as the first one did; more of it lengthens the tail",
    ),
    column(
        "desk",
        "day_factor_cv",
        number(0.0, 2.0, ""),
        "0.15 (0 with preset none)",
        Sourced("0.13-0.16 measured on three desks of 2012-2016"),
        "coefficient of variation of the random factor of a day's demand, the same for all kinds",
    ),
    column(
        "desk",
        "category_factor_cv",
        number(0.0, 2.0, ""),
        "0",
        Neutral,
        "coefficient of variation of a further random factor of a day's demand, one for each category, as when a release goes wrong",
    ),
    column(
        "desk",
        "initial_backlog",
        Whole(0, 1_000_000),
        "0",
        Neutral,
        "tickets there as the run begins, when terminating, of the kinds as often as they arrive; nobody has touched them, and they are not among the tickets measured",
    ),
    column(
        "desk",
        "growth_percent_a_year",
        number(-99.0, 1000.0, "%"),
        "0",
        Neutral,
        "by how much demand grows in a year of 365.25 days, compound, a little each day from the run's first Monday on; the volume given is that Monday's",
    ),
    column(
        "desk",
        "after_holiday_percent",
        number(0.0, 10_000.0, "%"),
        "100",
        Neutral,
        "tickets of the first day with business hours after a holiday, or after several in a row, as a percentage of those it would have otherwise",
    ),
    column(
        "desk",
        "targets",
        OneOf(&["itsm-guide", "university-a", "university-b", "none"]),
        "itsm-guide (none with preset none)",
        Sourced("docs.digitalkimya.net/incident-management"),
        "named set of targets for priorities without a row in `targets.csv`",
    ),
    column(
        "desk",
        "target_clock",
        OneOf(&["calendar", "business", "business-less-pauses"]),
        "business-less-pauses",
        Assumed("service levels usually run in business hours and stop while waiting for the user"),
        "the clock of targets given in h, min and d; those in bh and bd always run on business-less-pauses",
    ),
    column(
        "desk",
        "target_share_percent",
        Percent,
        "90",
        Assumed("a usual goal"),
        "share of tickets to meet the resolution limit",
    ),
    column(
        "desk",
        "policy",
        Text("rules joined by ` + `, as `longest-idle + priority + reserve(agents=1)`"),
        "longest-idle + priority",
        Assumed("what most desks mean by first come, first served"),
        "routing policy",
    ),
    column(
        "desk",
        "overflow",
        OneOf(&["always", "at arrival", "never"]),
        "always",
        Assumed("a free colleague helps out"),
        "whether a waiting ticket may be taken by a role that only has it as secondary scope",
    ),
    column(
        "desk",
        "rank_first",
        YesNo,
        "no",
        Assumed("urgent work before own work"),
        "a free agent looks at own work before priority",
    ),
    column(
        "desk",
        "mode",
        OneOf(&["steady", "terminating"]),
        "steady (terminating with recorded tickets)",
        Neutral,
        "the long run, or these days from an empty desk",
    ),
    column(
        "desk",
        "weeks",
        Whole(1, 5200),
        "52 (with recorded tickets all days they cover)",
        Assumed("a year"),
        "measured weeks",
    ),
    column(
        "desk",
        "warm_up_weeks",
        Whole(0, 5200),
        "4 (0 when terminating)",
        Assumed("a month; checked by MSER-5 after runs of 50 weeks and more"),
        "weeks simulated first and thrown away; at least 4 when steady",
    ),
    column("desk", "days", Whole(1, 36_500), "none", Neutral, "measured days instead of weeks"),
    column("desk", "tickets", Whole(1, 1_000_000_000), "none", Neutral, "measured tickets instead of weeks"),
    column(
        "desk",
        "warm_up_tickets",
        Whole(0, 1_000_000_000),
        "none",
        Neutral,
        "tickets simulated first instead of weeks",
    ),
    column(
        "desk",
        "first_day",
        Text("date, as `2027-01-04`"),
        "none",
        Neutral,
        "a day of the run's first week, which begins on its Monday; needed where dates matter, as with `holidays.csv` and `seasons.csv`; recorded tickets bring their own",
    ),
    column(
        "desk",
        "drain_weeks",
        Whole(1, 5200),
        "26",
        Assumed("longer than any ticket of a stable desk takes"),
        "the run is cut off this long after the window even if measured tickets are open",
    ),
    column(
        "desk",
        "replications",
        Whole(1, 100_000),
        "20",
        Assumed("enough for intervals on usual desks; `--precision` finds out"),
        "independent runs",
    ),
    column("desk", "seed", Whole(0, 4_294_967_295), "1", Neutral, "the number all random streams derive from"),
    column("desk", "confidence_percent", number(50.0, 99.99, "%"), "95", Neutral, "confidence of all intervals"),
    column(
        "desk",
        "goal",
        OneOf(&["cheapest-in-target", "fastest", "fastest-within-budget"]),
        "fastest",
        Assumed("by mean resolution time on the business clock"),
        "what makes a scenario the best",
    ),
    column(
        "desk",
        "budget",
        number(0.0, 1e12, "money"),
        "the baseline's cost",
        Neutral,
        "most a year's salaries may cost under `fastest-within-budget`",
    ),
    column(
        "desk",
        "benefits_percent",
        Percent,
        "29.9 (0 with preset none)",
        Sourced("US private industry, December 2019: BLS, Employer Costs for Employee Compensation"),
        "share of total compensation that is benefits, on top of salaries; less than 100",
    ),
    column(
        "desk",
        "overhead_percent",
        Percent,
        "26 (0 with preset none)",
        Sourced("people are 74 % of the cost of desktop support: MetricNet"),
        "share of the desk's cost that is not people: rooms, tools, licences, management; less than 100",
    ),
    column(
        "desk",
        "overtime_factor",
        number(0.0, 10.0, ""),
        "1.5 (1 with preset none)",
        Assumed("time and a half is usual"),
        "what an hour of overtime costs, in paid hours; 0 where it is not paid",
    ),
    column(
        "desk",
        "travel_cost_per_visit",
        number(0.0, 1e6, "money"),
        "0",
        Neutral,
        "what a visit to a user's desk costs beside its time: mileage, parking",
    ),
    column(
        "desk",
        "snapshots",
        Text("times of day, as `09:00 12:00`"),
        "none",
        Neutral,
        "times of day at which the number of open tickets is sampled",
    ),
    column(
        "desk",
        "history",
        Text("path of a CSV file, may be gzipped"),
        "none",
        Neutral,
        "recorded tickets to replay instead of generated ones",
    ),
    column(
        "desk",
        "history_columns",
        Text("as `opened=Created at; priority=Urgency`"),
        "usual export names",
        Neutral,
        "which column of the recorded tickets means what",
    ),
    column("desk", "currency", Text("a sign"), "$", Neutral, "printed before money"),
    column(
        "tickets",
        "kind",
        Text("`category/sub-kind` or a category"),
        "none",
        Needed,
        "name; random streams go by it",
    ),
    column(
        "tickets",
        "category",
        OneOf(&["hardware", "software", "network"]),
        "what the name starts with",
        Neutral,
        "which of the three it is reported under",
    ),
    column(
        "tickets",
        "per_week",
        number(0.0, 1e7, "tickets/week"),
        "its share of the volume",
        Neutral,
        "tickets a week",
    ),
    column(
        "tickets",
        "share_percent",
        Percent,
        "by the default mix",
        Sourced(
            "hardware 21 / software 36 / network 16 / access 27 %: eWeek 2007, 2 million calls, normalised; the split into sub-kinds is assumed",
        ),
        "share of the volume, where `per_week` is empty",
    ),
    column("tickets", "priority_mix", Text("percentages by priority"), "the desk's", Neutral, "share of each priority"),
    column(
        "tickets",
        "profile",
        Text("a profile of `arrivals.csv`"),
        "the only one, or office hours",
        Sourced(
            "hours: 890 ServiceNow incidents of 2016; Monday: three desks of 2012-2016; empty weekends are assumed",
        ),
        "course over the week; office hours are 9.2, 12.5, 11.7, 11.9, 9.2, 7.8, 11.2, 9.6, 3.8 and 2.7 % of a day in the hours from 08:00, the          rest spread over the other hours, Monday 1.13 of a mean weekday, nothing at weekends (any time alike with preset none)",
    ),
    column(
        "tickets",
        "arrivals",
        Text("`poisson`, or a law of the gaps"),
        "poisson",
        Assumed("many users, each seldom"),
        "law of the arrivals; of a law of the gaps only the shape counts",
    ),
    column(
        "tickets",
        "arrivals_cv",
        above(0.0, 10.0, ""),
        "of the law",
        Neutral,
        "coefficient of variation of the gaps",
    ),
    column(
        "tickets",
        "burst_rate_factor",
        number(1.0, 1e6, ""),
        "1",
        Neutral,
        "tickets come in bursts: their rate then, as a multiple of the rate in the calm between; their mean stays the volume, and a burst has at most 100 times that",
    ),
    column(
        "tickets",
        "burst_mean_hours",
        number(0.01, LONG, "hours"),
        "none",
        Neutral,
        "mean length of a burst, exponential, on the calendar clock",
    ),
    column(
        "tickets",
        "calm_mean_hours",
        number(0.01, LONG, "hours"),
        "none",
        Neutral,
        "mean length of the calm between bursts, exponential, on the calendar clock",
    ),
    column(
        "tickets",
        "batch_mean",
        number(1.0, 1000.0, "tickets"),
        "1",
        Neutral,
        "how many tickets come at the same instant on average, as after an outage; `per_week` counts tickets, not batches",
    ),
    column(
        "tickets",
        "batch_law",
        OneOf(&["geometric", "fixed"]),
        "geometric",
        Assumed("many small batches, few large ones; no source measures it"),
        "law of that number, from 1 on: `geometric`, or `fixed` for always the mean, then a whole number",
    ),
    column(
        "tickets",
        "deflected_percent",
        Percent,
        "0",
        Neutral,
        "share that users solve themselves, as by a portal: it never arrives, `per_week` counts it",
    ),
    column(
        "tickets",
        "hands_percent",
        Percent,
        "hardware 60, software 5, network 15, access 0; 0 where no visiting role has the kind",
        Assumed("overall about 17 %, near 15-30 % of published rates"),
        "share that needs hands on site",
    ),
    column(
        "tickets",
        "systemic_percent",
        Percent,
        "3; hardware, access and training 0",
        Assumed("between P1+P2 shares of 1.5 and 5.4 %"),
        "share of tickets without need of hands whose cause is systemic",
    ),
    column(
        "tickets",
        "pending_percent",
        Percent,
        "33 (0 with preset none)",
        Sourced("33 % of 890 ServiceNow incidents of 2016, in start-up days"),
        "share that waits for its user once, during the first attempt",
    ),
    column(
        "tickets",
        "pending_median_hours",
        above(0.0, LONG, "hours"),
        "8",
        Assumed("one business day"),
        "median length of that wait on the business clock",
    ),
    column(
        "tickets",
        "pending_cv",
        above(0.0, 10.0, ""),
        "1.5",
        Assumed("some users answer at once, some after days; lognormal"),
        "coefficient of variation of that wait",
    ),
    column(
        "tickets",
        "blocking_percent",
        Percent,
        "22 (0 with preset none)",
        Sourced("Fixify, IT help desk benchmark report 2026"),
        "share that keeps its users from working until it is resolved",
    ),
    column(
        "tickets",
        "affected_users",
        number(0.0, 1e7, "users"),
        "1",
        Assumed("the user who asks; give kinds that stop many at once their number"),
        "how many users a blocking ticket keeps from working",
    ),
    column(
        "tickets",
        "patience_mean_minutes",
        above(0.0, LONG * 60.0, "minutes"),
        "for ever",
        Neutral,
        "mean time after which a user in a queue gives up",
    ),
    column(
        "tickets",
        "patience_law",
        Text("a law, as for work"),
        "exponential, lognormal with a cv",
        Neutral,
        "law of that time",
    ),
    column("tickets", "patience_cv", above(0.0, 10.0, ""), "that of the law", Neutral, "its coefficient of variation"),
    column(
        "tickets",
        "wrap_up_mean_minutes",
        number(0.0, 1440.0, "minutes"),
        "0",
        Neutral,
        "mean time the agent is kept after each attempt, the ticket already out of hand (it does not lengthen the resolution time)",
    ),
    column(
        "tickets",
        "wrap_up_law",
        Text("a law, as for work"),
        "exponential, lognormal with a cv",
        Neutral,
        "law of that time",
    ),
    column("tickets", "wrap_up_cv", above(0.0, 10.0, ""), "that of the law", Neutral, "its coefficient of variation"),
    column(
        "tickets",
        "work_mean_minutes",
        number(0.0, LONG * 60.0, "minutes"),
        "access 4, software 15, hardware 32, network 25 (none with preset none)",
        Sourced("MetricNet: level-1 12:55, desktop 32:15, password 1-3, ERP 15+ minutes; network is assumed"),
        "work content of an attempt, for roles without their own",
    ),
    column(
        "tickets",
        "work_cv",
        number(0.0, 10.0, ""),
        "0.947 (none with preset none)",
        Assumed("log-sd 0.8; published service times are lognormal"),
        "coefficient of variation of the work content",
    ),
    column(
        "tickets",
        "work_law",
        Text("a law, as `lognormal` or `uniform 3 to 21` (minutes)"),
        "lognormal (none with preset none)",
        Sourced("Brown et al. 2005; arXiv 1802.09398"),
        "law of the work content",
    ),
    column("holidays", "date", Text("date, as `2027-12-25`"), "none", Needed, "a day that is not like others"),
    column("holidays", "holiday", Text("name"), "none", Neutral, "what people call it"),
    column(
        "holidays",
        "tickets_percent",
        number(0.0, 10_000.0, "%"),
        "10 (100 with preset none)",
        Assumed("offices are closed; one holiday of a ServiceNow desk of 1,930 tickets a week had 43"),
        "its tickets as a percentage of those of the same weekday without it; the business clock stands still, and the team is off",
    ),
    column("seasons", "month", Whole(1, 12), "none", Needed, "which month, 1 for January"),
    column(
        "seasons",
        "tickets_percent",
        number(0.0, 10_000.0, "%"),
        "none",
        Needed,
        "its tickets as a percentage of those of an ordinary month; the volume given is that of an ordinary month, not the year's mean",
    ),
    column("arrivals", "profile", Text("name"), "default", Neutral, "which profile the row belongs to"),
    column(
        "arrivals",
        "hour",
        Text("hour, 0 to 23, or a time on the quarter, as `08:15`"),
        "none",
        Needed,
        "hour of the day; times begin a quarter of an hour, or half an hour where all times of the profile are on the hour or at half past",
    ),
    column(
        "arrivals",
        "mon",
        number(0.0, 1e12, ""),
        "0",
        Neutral,
        "weight of this hour on Mondays; all weights of a profile together are a week",
    ),
    column("arrivals", "tue", number(0.0, 1e12, ""), "0", Neutral, "the same on Tuesdays"),
    column("arrivals", "wed", number(0.0, 1e12, ""), "0", Neutral, "the same on Wednesdays"),
    column("arrivals", "thu", number(0.0, 1e12, ""), "0", Neutral, "the same on Thursdays"),
    column("arrivals", "fri", number(0.0, 1e12, ""), "0", Neutral, "the same on Fridays"),
    column("arrivals", "sat", number(0.0, 1e12, ""), "0", Neutral, "the same on Saturdays"),
    column("arrivals", "sun", number(0.0, 1e12, ""), "0", Neutral, "the same on Sundays"),
    column("roles", "role", Text("name"), "none", Needed, "name"),
    column(
        "roles",
        "visits",
        YesNo,
        "by the preset (yes with preset none)",
        Sourced("the role documents"),
        "can go to the user's desk",
    ),
    column(
        "roles",
        "systemic",
        YesNo,
        "specialists only (yes with preset none)",
        Sourced("document A, row 7"),
        "may work on systemic causes",
    ),
    column(
        "roles",
        "salary_per_year",
        number(0.0, 1e9, "money"),
        "mid-points: A 57,500 / 52,500, B 60,000 / 45,000, consensus their means (0 with preset none)",
        Sourced("the role documents' ranges, which cite no source themselves"),
        "salary of one agent",
    ),
    column("scopes", "role", Text("a role"), "none", Needed, "who"),
    column("scopes", "kind", Text("a kind, or `*` for all"), "none", Needed, "on what; a named kind wins over `*`"),
    column(
        "scopes",
        "scope",
        OneOf(&["primary", "secondary", "none"]),
        "by the preset",
        Sourced("the role documents"),
        "own work, helping out, or not at all",
    ),
    column(
        "scopes",
        "work_mean_minutes",
        number(0.0, LONG * 60.0, "minutes"),
        "the kind's",
        Neutral,
        "work content of an attempt by this role",
    ),
    column("scopes", "work_cv", number(0.0, 10.0, ""), "the kind's", Neutral, "its coefficient of variation"),
    column("scopes", "work_law", Text("a law"), "the kind's", Neutral, "its law"),
    column(
        "scopes",
        "work_factor",
        above(0.0, 100.0, ""),
        "primary 1, secondary 1.3 (1 with preset none)",
        Assumed("helping out takes longer; vary 1.0 to 2.0"),
        "multiplies the kind's work content where the role has none of its own",
    ),
    column(
        "scopes",
        "resolve_percent",
        Percent,
        "primary 90, secondary 75 (100 with preset none)",
        Assumed("about 15 % of tickets go to a second role; a secondary scope resolves 15 points less"),
        "chance that an attempt resolves the ticket; without an escalation it always does",
    ),
    column(
        "scopes",
        "escalates_to",
        Text("a role, or `-` for nobody"),
        "by the preset",
        Sourced("implied by the role documents"),
        "who gets it otherwise; for that role it is then its own work (primary), whatever its scope says of the kind",
    ),
    column(
        "scopes",
        "escalates_as",
        Text("a kind"),
        "the same kind",
        Neutral,
        "the kind it is worked on as from then on",
    ),
    column("team", "group", Text("name"), "none", Needed, "name of the group"),
    column("team", "role", Text("a role"), "none", Needed, "role of its agents"),
    column("team", "agents", Whole(0, 100_000), "none", Needed, "how many they are"),
    column(
        "team",
        "shift",
        Text("hours as `Mon-Fri 08:00-17:00`, or a shift of `shifts.csv`"),
        "Mon-Fri 08:00-17:00 (always with preset none)",
        Assumed("office hours"),
        "when they work",
    ),
    column("team", "shift_end", OneOf(&["suspend", "finish"]), "the desk's", Neutral, "as the setting"),
    column("team", "speed", above(0.0, 100.0, ""), "1", Neutral, "handling time is work content divided by this"),
    column("team", "salary_per_year", number(0.0, 1e9, "money"), "the role's", Neutral, "salary of one agent"),
    column("team", "shrinkage_percent", Percent, "the desk's", Neutral, "as the setting"),
    column("team", "lunch_minutes", number(0.0, 480.0, "minutes"), "the desk's", Neutral, "as the setting"),
    column("shifts", "shift", Text("name"), "none", Needed, "name"),
    column(
        "shifts",
        "hours",
        Text("hours as `Mon-Fri 08:00-17:00`, pieces joined by `+`"),
        "none",
        Needed,
        "when it is",
    ),
    column("targets", "priority", Text("`P1`, `P2`, ... or `*`"), "none", Needed, "which priority"),
    column("targets", "kind", Text("a kind, or `*`"), "*", Neutral, "which kind; a named kind wins over `*`"),
    column(
        "targets",
        "response",
        Text("a length of time: `15 min`, `4 h`, `3 d`, `2 bh`, `1 bd`, or `-`"),
        "none",
        Neutral,
        "limit from arrival to the first touch",
    ),
    column(
        "targets",
        "resolution",
        Text("a length of time, or `-`"),
        "none",
        Neutral,
        "limit from arrival to resolved",
    ),
    column("targets", "share_percent", Percent, "the desk's", Neutral, "share of tickets to meet the resolution limit"),
    column("scenarios", "scenario", Text("name"), "none", Needed, "name of the scenario"),
    column(
        "scenarios",
        "when",
        Text("name"),
        "usual",
        Neutral,
        "the circumstance; scenarios with the same one compete with each other, the first is the baseline",
    ),
    column(
        "sweep",
        "override",
        Text("a cell of another table, as in a header of `scenarios.csv`"),
        "none",
        Needed,
        "what is swept",
    ),
    column("sweep", "values", Text("`4..8`, or values separated by spaces"), "none", Needed, "the values it takes"),
];

/// The entry of a column; the tables above hold every column the reader asks for.
pub fn find(table: &str, name: &str) -> Option<&'static Column> {
    COLUMNS.iter().find(|c| c.table == table && c.name == name)
}

/// The names of a table's columns.
pub fn names(table: &str) -> Vec<&'static str> {
    COLUMNS.iter().filter(|c| c.table == table).map(|c| c.name).collect()
}
