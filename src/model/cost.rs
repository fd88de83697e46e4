//! What a desk costs beyond its salaries.

/// From a salary to what the desk costs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cost {
    /// Share of total compensation that is benefits, 0 to less than 1.
    pub benefits: f64,
    /// Share of the desk's cost that is not people, 0 to less than 1.
    pub overhead: f64,
    /// What an hour of overtime costs, in paid hours.
    pub overtime_factor: f64,
    /// What a visit costs beside its time, in the currency of the salaries.
    pub per_visit: f64,
    /// What an hour of a call-out costs, in paid hours.
    pub call_out_factor: f64,
    /// What a call-out costs beside its time, in the currency of the salaries.
    pub per_call_out: f64,
    /// What an hour of standing by on call costs, in the currency of the salaries.
    pub on_call_hour: f64,
}

impl Default for Cost {
    /// Salaries and nothing else.
    fn default() -> Self {
        Cost {
            benefits: 0.0,
            overhead: 0.0,
            overtime_factor: 1.0,
            per_visit: 0.0,
            call_out_factor: 1.0,
            per_call_out: 0.0,
            on_call_hour: 0.0,
        }
    }
}

impl Cost {
    /// What the desk pays for each unit of wage: benefits are a share of compensation and overhead one of the whole, so
    /// both divide.
    pub fn loading(&self) -> f64 {
        1.0 / (1.0 - self.benefits) / (1.0 - self.overhead)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The worked example of the sources: $27.64 an hour is $39.44 with benefits and $53.29 with overhead.
    #[test]
    fn benefits_and_overhead_divide() {
        let wage = 57_500.0 / 2_080.0;
        let with = |benefits, overhead| wage * Cost { benefits, overhead, ..Cost::default() }.loading();
        let cents = |money: f64| (money * 100.0).round() as i64;
        assert_eq!([with(0.0, 0.0), with(0.299, 0.0), with(0.299, 0.26)].map(cents), [2764, 3944, 5329]);
    }
}
