//! What the world brings to the desk: draws by key and purpose, and the quantile tables they go through.

pub mod key;
pub mod table;
