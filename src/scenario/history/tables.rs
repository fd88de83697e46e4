//! Measured figures as the text of desk tables.

use std::fmt::Write;

use super::measure::{Figures, Share};

impl Figures {
    /// The table `arrivals.csv`: a row an hour of the day, a column a weekday, each cell the share of a week's tickets in
    /// percent, 100.0000 in all. The header alone if there are no tickets.
    pub fn arrivals_csv(&self) -> String {
        let mut text = String::from("hour,mon,tue,wed,thu,fri,sat,sun\n");
        let Some(profile) = &self.profile else {
            return text;
        };
        let cells = percent(profile.weights(), 4);
        for hour in 0..24 {
            let row: Vec<&str> = (0..7).map(|d| cells[d * 24 + hour].as_str()).collect();
            let _ = writeln!(text, "{hour},{}", row.join(","));
        }
        text
    }

    /// Rows for `desk.csv`, with its header: volume and, where there were days enough, the day factor.
    pub fn settings_csv(&self) -> String {
        let mut text = format!("setting,value\ntickets_per_week,{:.1}\n", self.tickets_per_week);
        if let Some(factor) = &self.day_factor {
            let _ = writeln!(text, "day_factor_cv,{:.3}", factor.cv);
        }
        text
    }

    /// Rows for `desk.csv`, with its header: how many priorities there are and their mix. The header alone if no priority
    /// is recorded.
    pub fn priority_csv(&self) -> String {
        match self.priority_mix() {
            Some(mix) => format!("setting,value\npriorities,{}\npriority_mix,{mix}\n", self.priorities.len()),
            None => "setting,value\n".into(),
        }
    }

    /// The priority mix as one cell, as `desk.csv` takes it: percentages from P1 on, 100.00 in all.
    pub fn priority_mix(&self) -> Option<String> {
        let cells = shares_percent(&self.priorities);
        (!cells.is_empty()).then(|| cells.join("/"))
    }

    /// The channels as a table `channel,tickets,percent`, commonest first.
    pub fn channels_csv(&self) -> String {
        let mut table = csv::Writer::from_writer(Vec::new());
        let rows = self.channels.iter().zip(shares_percent(&self.channels));
        let rows = rows.map(|(c, cell)| [c.name.clone(), c.tickets.to_string(), cell]);
        for row in std::iter::once(["channel", "tickets", "percent"].map(String::from)).chain(rows) {
            // Writing to memory cannot fail.
            let _ = table.write_record(row);
        }
        String::from_utf8(table.into_inner().unwrap_or_default()).unwrap_or_default()
    }
}

fn shares_percent(shares: &[Share]) -> Vec<String> {
    let shares: Vec<f64> = shares.iter().map(|s| s.share).collect();
    percent(&shares, 2)
}

/// Shares in percent, rounded so that they add up to exactly 100: rounded down, and what is missing given to the
/// largest remainders. Shares that sum to 0 stay so.
fn percent(shares: &[f64], decimals: u32) -> Vec<String> {
    let unit = 10u64.pow(decimals);
    let sum: f64 = shares.iter().sum();
    let scaled: Vec<f64> = shares.iter().map(|s| if sum > 0.0 { s / sum * (100 * unit) as f64 } else { 0.0 }).collect();
    let mut whole: Vec<u64> = scaled.iter().map(|s| s.floor() as u64).collect();
    let given: u64 = whole.iter().sum();
    let missing = if sum > 0.0 { (100 * unit).saturating_sub(given) } else { 0 };
    let mut order: Vec<usize> = (0..shares.len()).collect();
    order.sort_by(|&a, &b| scaled[b].fract().total_cmp(&scaled[a].fract()));
    for &cell in order.iter().take(missing as usize) {
        whole[cell] += 1;
    }
    let text = |n: &u64| format!("{}.{:0width$}", n / unit, n % unit, width = decimals as usize);
    whole.iter().map(text).collect()
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn percentages_add_up() {
        assert_eq!(percent(&[1.0, 1.0, 1.0], 2), ["33.34", "33.33", "33.33"]);
        assert_eq!(percent(&[0.5, 0.25, 0.25], 1), ["50.0", "25.0", "25.0"]);
        assert_eq!(percent(&[0.0, 0.0], 1), ["0.0", "0.0"]);
        assert_eq!(percent(&[], 1), [""; 0]);
        assert_eq!(percent(&[1e-9, 1.0], 4), ["0.0000", "100.0000"]);
    }
}
