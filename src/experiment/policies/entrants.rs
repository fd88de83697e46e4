//! Which policies are compared.

use crate::model::{Model, PolicyChoice, RuleChoice};
use crate::policy::{self, AGENT_RULES, CONTROLS, Mistake, TICKET_RULES};
use crate::workload::Key;

/// A policy with a name for tables.
#[derive(Clone, Debug, PartialEq)]
pub struct Entrant {
    /// Short name.
    pub name: String,
    /// The policy.
    pub policy: PolicyChoice,
}

/// What a desk does today: always there, always first.
const TODAY: &str = "as the desk is";

/// Six policies in a manager's words, as rules of the catalogue; `{cheapest}` and `{dearest}` are roles of the desk by salary.
const USUAL: [(&str, &str); 6] = [
    ("round robin", "round-robin + priority"),
    ("least loaded", "shortest-queue + priority"),
    ("self-pick", "random-idle + cherry-pick"),
    ("idle first", "longest-idle + priority"),
    ("{cheapest} first", "role-first(role={cheapest}) + priority"),
    ("keep a {dearest}", "longest-idle + priority + reserve(agents=1, role={dearest})"),
];

/// The policy of the desk and these, as written on a command line.
///
/// # Errors
/// The first that cannot be made on this desk.
pub fn named(model: &Model, texts: &[String]) -> Result<Vec<Entrant>, Mistake> {
    let mut entrants = vec![today(model)];
    for text in texts {
        let policy = policy::parse(text, &model.policy)?;
        policy::make(&policy, model, Key(0))?;
        add(&mut entrants, text.trim().to_string(), policy);
    }
    Ok(entrants)
}

/// The policy of the desk and the six usual ones. What makes no difference on the desk is left out.
pub fn usual(model: &Model) -> Vec<Entrant> {
    let mut entrants = vec![today(model)];
    let (cheapest, dearest) = by_salary(model);
    let fill = |text: &str| text.replace("{cheapest}", &cheapest).replace("{dearest}", &dearest);
    for (name, text) in USUAL {
        let plain = PolicyChoice { controls: Vec::new(), ..model.policy.clone() };
        if cheapest == dearest && text.contains('{') {
            continue;
        }
        if let Ok(policy) = policy::parse(&fill(text), &plain)
            && policy::make(&policy, model, Key(0)).is_ok()
        {
            add(&mut entrants, fill(name), policy);
        }
    }
    entrants
}

/// The policy of the desk and, one rule exchanged or added at a time, every rule of the catalogue that needs no parameter.
pub fn all(model: &Model) -> Vec<Entrant> {
    let mut entrants = vec![today(model)];
    let base = &model.policy;
    let agents =
        AGENT_RULES.iter().map(|e| (e.name, PolicyChoice { agent_rule: RuleChoice::plain(e.name), ..base.clone() }));
    let tickets =
        TICKET_RULES.iter().map(|e| (e.name, PolicyChoice { ticket_rule: RuleChoice::plain(e.name), ..base.clone() }));
    let controls = CONTROLS.iter().map(|e| {
        let mut policy = base.clone();
        policy.controls.push(RuleChoice::plain(e.name));
        (e.name, policy)
    });
    for (name, policy) in agents.chain(tickets).chain(controls) {
        if policy::make(&policy, model, Key(0)).is_ok() {
            add(&mut entrants, name.to_string(), policy);
        }
    }
    entrants
}

fn today(model: &Model) -> Entrant {
    Entrant { name: TODAY.into(), policy: model.policy.clone() }
}

/// The same policy twice would tie with itself.
fn add(entrants: &mut Vec<Entrant>, name: String, policy: PolicyChoice) {
    match entrants.iter_mut().find(|e| e.policy == policy) {
        Some(same) if same.name == TODAY => same.name = format!("{TODAY}: {name}"),
        Some(_) => {}
        None => entrants.push(Entrant { name, policy }),
    }
}

/// Names of the cheapest and the dearest role that has people.
fn by_salary(model: &Model) -> (String, String) {
    let staffed = model.groups.iter().filter(|g| g.agents > 0);
    let mut paid: Vec<(f64, usize)> = staffed.map(|g| (g.salary, g.role)).collect();
    paid.sort_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
    let name = |end: Option<&(f64, usize)>| end.map_or(String::new(), |(_, role)| model.roles[*role].name.clone());
    (name(paid.first()), name(paid.last()))
}
