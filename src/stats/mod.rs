//! stub
mod sketch;
mod tally;
pub use sketch::Sketch;
pub use tally::Tally;
