//! From tables that people keep to a desk.

pub mod history;
