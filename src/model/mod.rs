//! What a helpdesk is: validated plain data, without input, output or random numbers.

pub mod law;

pub use law::{FAMILIES, Family, Law, LawMistake, Shape};
