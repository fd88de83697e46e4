//! The shape of a catalogue entry, and how a policy is written: `longest-idle + priority + reserve(agents=1)`.

use super::{AGENT_RULES, CONTROLS, TICKET_RULES};
use crate::engine::Policy;
use crate::model::{Model, PolicyChoice, RuleChoice};
use crate::workload::Key;
use std::fmt;

/// What a parameter of a rule takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// The name of a role.
    Role,
    /// A whole number in this range.
    Whole(u32, u32),
    /// A number in this range.
    Number(f64, f64),
    /// One of these words.
    Word(&'static [&'static str]),
}

/// A parameter of a rule.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub value: Value,
    /// What holds if it is not given; `None` if it must be.
    pub default: Option<&'static str>,
    /// What it means.
    pub meaning: &'static str,
}

/// A rule of a catalogue.
pub struct Entry<T: ?Sized> {
    /// Its name in tables and on the command line.
    pub name: &'static str,
    /// Its number in the project's list of policies.
    pub number: u32,
    /// What it does, in a line.
    pub summary: &'static str,
    /// Where its definition comes from.
    pub source: &'static str,
    /// What it takes.
    pub parameters: &'static [Parameter],
    /// Makes one for a run of a desk; the key is the policy's own stream.
    pub build: fn(&Parameters, &Model, Key) -> Box<T>,
}

/// The checked parameters of a rule: values as written or by default.
pub struct Parameters(Vec<(&'static str, String)>);

impl Parameters {
    /// The value of a parameter; empty if it has none.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(n, _)| *n == name).map_or("", |(_, v)| v.as_str())
    }

    /// The role a parameter names, if it names one of the desk.
    pub fn role(&self, name: &str, model: &Model) -> Option<usize> {
        let named = self.get(name);
        model.roles.iter().position(|r| r.name == named)
    }

    /// The number of a parameter; 0 if it has none.
    pub fn number(&self, name: &str) -> f64 {
        self.get(name).parse().unwrap_or(0.0)
    }

    /// The whole number of a parameter; 0 if it has none.
    pub fn whole(&self, name: &str) -> u32 {
        self.get(name).parse().unwrap_or(0)
    }
}

/// A policy that cannot be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// What was found, in a sentence.
    pub message: String,
    /// How to mend it.
    pub help: String,
    /// What was written where a name was expected, and the names that are known there: for "did you mean".
    pub nearest: Option<(String, Vec<String>)>,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.message, self.help)
    }
}

impl std::error::Error for Mistake {}

fn names<T: ?Sized>(entries: &[Entry<T>]) -> Vec<String> {
    entries.iter().map(|e| e.name.to_string()).collect()
}

fn unknown(what: &str, found: &str, known: Vec<String>) -> Mistake {
    Mistake {
        message: format!("unknown {what} `{found}`"),
        help: format!("known: `{}`", known.join("`, `")),
        nearest: Some((found.to_string(), known)),
    }
}

/// Reads one rule as written: `name` or `name(parameter=value, ...)`.
///
/// # Errors
/// A rule that is not of that form.
pub fn choice(text: &str) -> Result<RuleChoice, Mistake> {
    let form = |message: String| Mistake {
        message,
        help: "write a rule as `name` or `name(parameter=value, parameter=value)`".into(),
        nearest: None,
    };
    let text = text.trim();
    let Some((name, rest)) = text.split_once('(') else {
        return if text.is_empty() {
            Err(form("a rule's name is missing".into()))
        } else {
            Ok(RuleChoice::plain(text))
        };
    };
    let Some(inside) = rest.trim_end().strip_suffix(')') else {
        return Err(form(format!("`{text}` has no closing bracket")));
    };
    let mut rule = RuleChoice::plain(name.trim());
    for part in inside.split(',').filter(|p| !p.trim().is_empty()) {
        let Some((parameter, value)) = part.split_once('=') else {
            return Err(form(format!("`{}` is not of the form parameter=value", part.trim())));
        };
        rule.parameters.push((parameter.trim().to_string(), value.trim().to_string()));
    }
    Ok(rule)
}

/// Reads a whole policy as written: rules of any catalogue joined by ` + `, in any order. What is not named stays as it
/// is in `base`.
///
/// # Errors
/// An unknown rule, or two rules for the same decision.
pub fn parse(text: &str, base: &PolicyChoice) -> Result<PolicyChoice, Mistake> {
    let mut policy = base.clone();
    let (mut agent, mut ticket, mut controls) = (false, false, false);
    for part in text.split('+') {
        let rule = choice(part)?;
        let twice = |what: &str| Mistake {
            message: format!("`{}` is a second {what}", rule.name),
            help: "a policy has one agent rule, one ticket rule and any number of controls".into(),
            nearest: None,
        };
        if AGENT_RULES.iter().any(|e| e.name == rule.name) {
            if std::mem::replace(&mut agent, true) {
                return Err(twice("agent rule"));
            }
            policy.agent_rule = rule;
        } else if TICKET_RULES.iter().any(|e| e.name == rule.name) {
            if std::mem::replace(&mut ticket, true) {
                return Err(twice("ticket rule"));
            }
            policy.ticket_rule = rule;
        } else if CONTROLS.iter().any(|e| e.name == rule.name) {
            if !std::mem::replace(&mut controls, true) {
                policy.controls.clear();
            }
            policy.controls.push(rule);
        } else {
            let known = [names(AGENT_RULES), names(TICKET_RULES), names(CONTROLS)].concat();
            return Err(unknown("rule", &rule.name, known));
        }
    }
    Ok(policy)
}

fn find<'e, T: ?Sized>(
    entries: &'e [Entry<T>],
    what: &str,
    rule: &RuleChoice,
    model: &Model,
) -> Result<(&'e Entry<T>, Parameters), Mistake> {
    let entry = entries.iter().find(|e| e.name == rule.name);
    let entry = entry.ok_or_else(|| unknown(what, &rule.name, names(entries)))?;
    for (name, _) in &rule.parameters {
        if !entry.parameters.iter().any(|p| p.name == name) {
            let known = entry.parameters.iter().map(|p| p.name.to_string()).collect();
            return Err(unknown(&format!("parameter of `{}`", rule.name), name, known));
        }
    }
    let mut values = Vec::new();
    for parameter in entry.parameters {
        let Some(value) = rule.get(parameter.name).or(parameter.default) else {
            return Err(Mistake {
                message: format!("`{}` needs its parameter `{}`", rule.name, parameter.name),
                help: format!("write `{}({}=...)`: {}", rule.name, parameter.name, parameter.meaning),
                nearest: None,
            });
        };
        check(&rule.name, parameter, value, model)?;
        values.push((parameter.name, value.to_string()));
    }
    Ok((entry, Parameters(values)))
}

fn check(rule: &str, parameter: &Parameter, value: &str, model: &Model) -> Result<(), Mistake> {
    let place = format!("`{}` of `{rule}`", parameter.name);
    match parameter.value {
        Value::Role => {
            let known: Vec<String> = model.roles.iter().map(|r| r.name.clone()).collect();
            let any = parameter.default == Some(value);
            if any || known.iter().any(|k| k == value) {
                Ok(())
            } else {
                Err(unknown(&format!("role in {place}"), value, known))
            }
        }
        Value::Whole(low, high) => match value.parse::<u32>() {
            Ok(number) if (low..=high).contains(&number) => Ok(()),
            _ => Err(Mistake {
                message: format!("{place} is `{value}`"),
                help: format!("must be a whole number from {low} to {high}"),
                nearest: None,
            }),
        },
        Value::Number(low, high) => match value.parse::<f64>() {
            Ok(number) if (low..=high).contains(&number) => Ok(()),
            _ => Err(Mistake {
                message: format!("{place} is `{value}`"),
                help: format!("must be a number from {low} to {high}, with a point for decimals"),
                nearest: None,
            }),
        },
        Value::Word(words) => {
            let known = words.iter().map(|w| w.to_string()).collect();
            if words.contains(&value) { Ok(()) } else { Err(unknown(&format!("word in {place}"), value, known)) }
        }
    }
}

/// Makes the policy of a desk for one run; `key` is the run's, the policy has a stream of its own under it.
///
/// # Errors
/// An unknown rule or parameter, or a value out of range. Making a policy with another key gives the same answer, so
/// that checking one when the desk is read is enough.
pub fn make(policy: &PolicyChoice, model: &Model, key: Key) -> Result<Policy, Mistake> {
    let key = key.named("policy");
    let (agent, parameters) = find(AGENT_RULES, "agent rule", &policy.agent_rule, model)?;
    let agent_rule = (agent.build)(&parameters, model, key.named("agent rule"));
    let (ticket, parameters) = find(TICKET_RULES, "ticket rule", &policy.ticket_rule, model)?;
    let ticket_rule = (ticket.build)(&parameters, model, key.named("ticket rule"));
    let mut controls = Vec::new();
    for rule in &policy.controls {
        let (control, parameters) = find(CONTROLS, "control", rule, model)?;
        controls.push((control.build)(&parameters, model, key.named(&rule.name)));
    }
    Ok(Policy { agent_rule, ticket_rule, controls })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_is_written_as_rules_joined_by_plus() {
        let base = PolicyChoice::default();
        let policy = parse("role-first(role=technician) + fifo + reserve(agents=2, role=specialist)", &base);
        let policy = policy.expect("a policy");
        assert_eq!(policy.agent_rule.get("role"), Some("technician"));
        assert_eq!(policy.ticket_rule, RuleChoice::plain("fifo"));
        assert_eq!(policy.controls[0].get("agents"), Some("2"));
        assert_eq!(parse("fifo", &base).map(|p| p.agent_rule), Ok(base.agent_rule.clone()));
    }

    #[test]
    fn mistakes_name_what_is_known() {
        let base = PolicyChoice::default();
        let mistake = |text: &str| parse(text, &base).expect_err(text).to_string();
        assert!(
            mistake("longest-idel").starts_with("unknown rule `longest-idel`; known: `longest-idle`, `random-idle`")
        );
        assert!(mistake("fifo + priority").contains("a second ticket rule"));
        assert!(mistake("reserve(agents=1").contains("no closing bracket"));
        assert!(mistake("reserve(1)").contains("not of the form"));
        assert!(mistake("fifo + ").contains("name is missing"));
    }
}
