//! Questions put to a desk: what is asked, how often it is played, what is compared.

pub mod load;
