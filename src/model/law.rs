//! Stand-in until the law branch lands.
/// A law.
#[derive(Clone, Debug, PartialEq)]
pub struct Law {
    /// mean in seconds
    pub mean: f64,
}
