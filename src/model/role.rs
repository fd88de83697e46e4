//! What a person is employed as.

/// A role: what its people may do beyond their scope, and what they earn.
#[derive(Clone, Debug)]
pub struct Role {
    /// Unique name, as `technician`.
    pub name: String,
    /// Whether its people can go to the user's desk.
    pub visits: bool,
    /// Whether its people may work on systemic causes.
    pub systemic: bool,
}
