//! stub
mod estimate;
mod sketch;
mod student;
mod tally;
pub use estimate::{Estimate, Series, TooFew, quantile_interval, mean_interval, ratio_interval};
pub use student::{normal_quantile, student_quantile};
pub use sketch::Sketch;
pub use tally::Tally;
