//! Where users and people are, and how long it takes from one to the other.

use super::SiteId;
use crate::units::Span;

/// A place that users and people belong to.
#[derive(Clone, Debug, PartialEq)]
pub struct Site {
    /// Unique name.
    pub name: String,
    /// Share of the tickets, 0 to 1; those of all sites sum to 1.
    pub share: f64,
}

/// The sites of a desk, one at least. A desk that names none is one site.
#[derive(Clone, Debug, PartialEq)]
pub struct Sites {
    /// The sites.
    pub sites: Vec<Site>,
    /// One way from the people of a site to the users of another, row by row; within a site, to a user's desk.
    ways: Vec<Span>,
    /// Whether people visit users of other sites than their own.
    pub visits_between: bool,
}

impl Sites {
    /// A desk at one site, with the way to a user's desk.
    pub fn one(way: Span) -> Self {
        Sites { sites: vec![Site { name: String::new(), share: 1.0 }], ways: vec![way], visits_between: true }
    }

    /// Sites with the ways between them; `None` if there is no site, or not one way for each pair.
    pub fn new(sites: Vec<Site>, ways: Vec<Span>, visits_between: bool) -> Option<Self> {
        let square = !sites.is_empty() && ways.len() == sites.len() * sites.len();
        square.then_some(Sites { sites, ways, visits_between })
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.sites.len()
    }

    /// One way from somebody's site to a user's.
    #[inline]
    pub fn way(&self, from: SiteId, to: SiteId) -> Span {
        self.ways[from * self.sites.len() + to]
    }

    /// Whether any visit takes a way.
    pub fn anybody_travels(&self) -> bool {
        self.ways.iter().any(|way| way.0 > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::MINUTE;

    #[test]
    fn ways_go_from_row_to_column() {
        let site = |name: &str, share| Site { name: name.into(), share };
        let ways = [5, 40, 35, 0].map(|m| Span(m * MINUTE.0)).to_vec();
        let sites = Sites::new(vec![site("north", 0.7), site("south", 0.3)], ways.clone(), true).expect("two sites");
        assert_eq!([(0, 0), (0, 1), (1, 0), (1, 1)].map(|(from, to)| sites.way(from, to)), *ways);
        assert!(sites.anybody_travels() && !Sites::one(Span::ZERO).anybody_travels());
        assert_eq!(Sites::new(vec![site("north", 1.0)], ways, true), None);
    }
}
