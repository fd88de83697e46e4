//! The two role documents as scope presets, and what both support.
//!
//! The documents disagree on who owns networks, servers and training, so scope is data. Letters: `P` primary, `s`
//! secondary, `-` not in scope, `?` left open. Document A reserves system applications, infrastructure and servers to the
//! specialist, which is a `-` for the technician.

use crate::model::Category;

/// A kind of the default catalogue of tickets.
pub struct DefaultKind {
    /// Name.
    pub name: &'static str,
    /// Category.
    pub category: Category,
    /// Share of all tickets, percent.
    pub share: f64,
    /// Share that needs hands on site, percent.
    pub hands: f64,
    /// Share with a systemic cause, percent.
    pub systemic: f64,
    /// Mean work content, minutes.
    pub work: f64,
    /// Scope of specialist and technician in document A, document B, and both.
    pub scopes: [[char; 2]; 3],
    /// What the documents say where they disagree.
    pub quotes: [&'static str; 2],
}

const fn kind(
    name: &'static str,
    category: Category,
    share: f64,
    (hands, systemic, work): (f64, f64, f64),
    scopes: [[char; 2]; 3],
    quotes: [&'static str; 2],
) -> DefaultKind {
    DefaultKind { name, category, share, hands, systemic, work, scopes, quotes }
}

const NETWORK: [&str; 2] = [
    "A gives \"network\" to the specialist's scope of work",
    "B gives \"configuring networks\" to the technician's tasks",
];
const TRAINING: [&str; 2] =
    ["A lists \"user training\" among the technician's key skills", "B names \"user training\" for the specialist"];

use Category::{Hardware, Network, Software};

/// The default kinds. Shares: hardware 21, software 36, network 16, access 27 percent; the split below that is assumed.
pub static KINDS: &[DefaultKind] = &[
    kind("hardware/repair", Hardware, 8.0, (60.0, 0.0, 32.0), [['s', 'P'], ['-', 'P'], ['-', 'P']], [""; 2]),
    kind("hardware/peripheral", Hardware, 8.0, (60.0, 0.0, 32.0), [['s', 'P'], ['-', 'P'], ['-', 'P']], [""; 2]),
    kind("hardware/install", Hardware, 5.0, (60.0, 0.0, 32.0), [['-', 'P'], ['-', 'P'], ['-', 'P']], [""; 2]),
    kind("software/local-install", Software, 8.0, (5.0, 3.0, 15.0), [['P', 'P'], ['s', 'P'], ['s', 'P']], [""; 2]),
    kind("software/user-app", Software, 18.0, (5.0, 3.0, 15.0), [['P', 'P'], ['P', 's'], ['P', 's']], [""; 2]),
    kind("software/system-app", Software, 6.0, (0.0, 3.0, 15.0), [['P', '-'], ['P', 's'], ['P', '-']], [""; 2]),
    kind("software/access", Software, 27.0, (0.0, 0.0, 4.0), [['P', '-'], ['P', '-'], ['P', '-']], [""; 2]),
    kind("software/training", Software, 4.0, (0.0, 0.0, 15.0), [['s', 'P'], ['P', '-'], ['?', '?']], TRAINING),
    kind("network/connectivity", Network, 11.0, (15.0, 3.0, 25.0), [['P', 's'], ['s', 'P'], ['?', '?']], NETWORK),
    kind("network/infrastructure", Network, 2.0, (15.0, 3.0, 25.0), [['P', '-'], ['s', 'P'], ['?', '?']], NETWORK),
    kind("network/server", Network, 2.0, (15.0, 3.0, 25.0), [['P', '-'], ['s', 'P'], ['?', '?']], NETWORK),
    kind("network/security", Network, 1.0, (0.0, 3.0, 25.0), [['P', '-'], ['P', '-'], ['P', '-']], [""; 2]),
];

/// The default kinds whose tickets ask for something; those of the others say that something is broken.
pub const REQUESTS: [&str; 4] = ["hardware/install", "software/local-install", "software/access", "software/training"];

/// A scope preset.
pub struct Preset {
    /// Name.
    pub name: &'static str,
    /// Position in [`DefaultKind::scopes`].
    pub column: usize,
    /// Which document, for people.
    pub document: &'static str,
    /// Whether specialists visit.
    pub specialist_visits: bool,
    /// Salaries of specialist and technician: mid-points of the documents' ranges.
    pub salaries: [f64; 2],
}

/// The presets. Roles are `specialist` and `technician`, in this order.
pub static PRESETS: &[Preset] = &[
    Preset {
        name: "systems-and-desktop",
        column: 0,
        document: "document A",
        specialist_visits: true,
        salaries: [57_500.0, 52_500.0],
    },
    Preset {
        name: "service-and-field",
        column: 1,
        document: "document B",
        specialist_visits: false,
        salaries: [60_000.0, 45_000.0],
    },
    Preset {
        name: "consensus",
        column: 2,
        document: "what both documents support",
        specialist_visits: false,
        salaries: [58_750.0, 48_750.0],
    },
];

/// The roles of every preset.
pub const ROLES: [&str; 2] = ["specialist", "technician"];

/// To whom a role of a preset escalates a kind it could not resolve: position in [`ROLES`].
///
/// A: technician to specialist but for hardware, and back for hardware. B: specialist to technician for hardware,
/// network and installation; technician to specialist for software that is only the technician's secondary scope.
/// Both: to the technician for hardware and installation, to the specialist for other software.
pub fn escalation(preset: &Preset, kind: &DefaultKind, role: usize) -> Option<usize> {
    let other = 1 - role;
    let scopes = kind.scopes[preset.column];
    if !matches!(scopes[other], 'P' | 's') {
        return None;
    }
    let to_technician = match preset.column {
        0 => kind.category == Hardware,
        1 => kind.category != Software || kind.name == "software/local-install",
        _ => kind.category == Hardware || kind.name == "software/local-install",
    };
    match (to_technician, role) {
        (true, 0) => Some(1),
        (false, 1) if preset.column == 0 || scopes[1] == 's' => Some(0),
        _ => None,
    }
}

/// A named set of targets: response and resolution by priority, as written in `targets.csv`, with its source.
pub struct TargetSet {
    /// Name.
    pub name: &'static str,
    /// P1 to P4.
    pub limits: [(&'static str, &'static str); 4],
    /// The same for service requests, where they have limits of their own.
    pub requests: Option<[(&'static str, &'static str); 4]>,
    /// Where it is published.
    pub source: &'static str,
    /// What was read into it.
    pub remark: &'static str,
}

/// The named sets of targets.
pub static TARGET_SETS: &[TargetSet] = &[
    TargetSet {
        name: "itsm-guide",
        limits: [("15 min", "4 h"), ("1 h", "8 h"), ("4 h", "24 h"), ("8 h", "72 h")],
        requests: None,
        source: "docs.digitalkimya.net/incident-management",
        remark: "",
    },
    TargetSet {
        name: "university-a",
        limits: [("15 min", "2 h"), ("30 min", "4 h"), ("4 h", "3 bd"), ("1 bd", "5 bd")],
        requests: None,
        source: "Saint Louis University, ask.slu.edu/TDClient/30/Portal/KB/ArticleDet?ID=273",
        remark: "it says days; taken as business days (assumed)",
    },
    TargetSet {
        name: "university-b",
        limits: [("15 min", "2 h"), ("1 bh", "4 bh"), ("2 bh", "1 bd"), ("4 bh", "3 bd")],
        requests: Some([("30 min", "4 h"), ("2 bh", "4 bh"), ("4 bh", "2 bd"), ("1 bd", "-")]),
        source: "Boston University, bu.edu/tech/service/incident-management/managing-tickets/priority-matrix",
        remark: "its response ends with the assignment of a person, here with the first touch; requests of P4 are due by a date \
                 agreed on, which is no limit here",
    },
];

/// Share of a weekday's tickets by hour from 08:00 to 17:59, percent; the rest is spread over the other hours.
/// Measured: 890 ServiceNow incidents of 2016, in start-up days.
pub const HOURS_FROM_8: [f64; 10] = [9.2, 12.5, 11.7, 11.9, 9.2, 7.8, 11.2, 9.6, 3.8, 2.7];

/// Monday against the mean weekday, measured on three large desks.
pub const MONDAY: f64 = 1.13;

/// The default course of demand over the week: 168 weights. Weekends bring nothing (assumed).
pub fn profile() -> Vec<f64> {
    let rest = (100.0 - HOURS_FROM_8.iter().sum::<f64>()) / 14.0;
    let others = (5.0 - MONDAY) / 4.0;
    let mut weights = vec![0.0; 168];
    for (hour, weight) in weights.iter_mut().take(120).enumerate() {
        let of_hour = HOURS_FROM_8.get((hour % 24).wrapping_sub(8)).copied().unwrap_or(rest);
        *weight = of_hour * if hour < 24 { MONDAY } else { others };
    }
    weights
}

/// The default mix of tickets over these kinds; equal shares for kinds that are not in the default catalogue.
pub(super) fn mix(names: &[&str]) -> Vec<f64> {
    let share = |name: &&str| KINDS.iter().find(|k| k.name == *name).map_or(1.0, |k| k.share);
    let shares: Vec<f64> = names.iter().map(share).collect();
    let sum: f64 = shares.iter().sum();
    shares.into_iter().map(|s| s / sum).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_and_profile_add_up() {
        let of = |c: Category| KINDS.iter().filter(|k| k.category == c).map(|k| k.share).sum::<f64>();
        assert_eq!([Hardware, Software, Network].map(of), [21.0, 63.0, 16.0]);
        let weights = profile();
        let day = |d: usize| weights[d * 24..(d + 1) * 24].iter().sum::<f64>();
        assert!((day(0) / ((0..5).map(day).sum::<f64>() / 5.0) - MONDAY).abs() < 1e-12);
        assert_eq!(day(5) + day(6), 0.0);
    }

    #[test]
    fn the_documents_disagree_on_networks() {
        let preset = |name: &str| PRESETS.iter().find(|p| p.name == name).map(|p| p.column).unwrap_or(9);
        let server = KINDS.iter().find(|k| k.name == "network/server").map(|k| k.scopes);
        let scopes = server.unwrap_or_default();
        assert_eq!(scopes[preset("systems-and-desktop")], ['P', '-']);
        assert_eq!(scopes[preset("service-and-field")], ['s', 'P']);
        assert_eq!(scopes[preset("consensus")], ['?', '?']);
    }
}
