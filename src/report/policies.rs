//! The report of a comparison of policies: the answer, the trade-offs, the decision.

use super::Provenance;
use super::number::{figure, value};
use super::rows::{Row, known, policy_text};
use super::study::{clock_words, head};
use super::table::{table, wrap};
use crate::experiment::policies::{Benchmark, Column, Decision, Question, Selected};
use crate::metric::{Better, Figure, Metric, Unit};
use crate::scenario::Desk;
use crate::stats::Estimate;

/// The report for a terminal.
pub fn policies(benchmark: &Benchmark, provenance: &Provenance) -> String {
    let study = benchmark.study;
    let mut text = head(study, provenance);
    text.push('\n');
    text += &wrap(&answer(benchmark), "");
    text.push('\n');
    text += &trade_offs(benchmark);
    text.push('\n');
    text += &decision(benchmark);
    text.push('\n');
    text += &wrap(&method(benchmark), "  ");
    text +=
        &wrap(&format!("desksim {}, inputs {}, seed {}", provenance.version, provenance.inputs, provenance.seed), "  ");
    text
}

fn name<'b>(benchmark: &'b Benchmark, i: usize) -> &'b str {
    &benchmark.study.studied[i].scenario.name
}

fn names(benchmark: &Benchmark, members: &[usize]) -> String {
    members.iter().map(|i| name(benchmark, *i)).collect::<Vec<_>>().join(", ")
}

/// Policies that may be the best after all stages.
fn best(benchmark: &Benchmark) -> Vec<usize> {
    match &benchmark.decision {
        Some(d) => d.members.iter().zip(&d.best).filter(|(_, b)| b.may_be_best).map(|(i, _)| *i).collect(),
        None => {
            let smaller = benchmark.question.metric.better != Better::Larger;
            let standing = benchmark.screening.best(smaller).into_iter().zip(&benchmark.compared);
            standing.filter(|(b, _)| b.may_be_best).map(|(_, i)| *i).collect()
        }
    }
}

/// A length in the unit of the metric, with its unit where it has a short one.
fn amount(metric: &Metric, amount: f64) -> String {
    let text = value(amount, None, metric.unit);
    match metric.unit {
        Unit::Hours if amount < 0.95 => format!("{:.1} min", amount * 60.0),
        Unit::Hours => format!("{text} h"),
        _ => text,
    }
}

/// The best, or those not told apart, against what the desk does today; never more than the numbers carry.
fn answer(benchmark: &Benchmark) -> String {
    let metric = benchmark.question.metric;
    let what = format!("by {}", words(metric));
    let best = best(benchmark);
    let today = benchmark.compared.first().filter(|i| **i == 0);
    match (best.as_slice(), &benchmark.decision) {
        ([], _) => "No policy carries the work: the backlog grows under all of them.".to_string(),
        ([one], _) if today == Some(one) => format!("{} is the best of these {what}.", name(benchmark, *one)),
        ([one], _) => {
            let gain = today.and_then(|_| against_today(benchmark, *one));
            let gain = gain.map_or(String::new(), |g| format!(": {g}"));
            format!("{} is the best of these {what}{gain}.", name(benchmark, *one))
        }
        (many, Some(d)) => {
            let within = all_within(d, many, benchmark.indifference);
            let how = if within {
                format!("they are the same within {}", amount(metric, benchmark.indifference))
            } else if d.needed > d.replications {
                format!(
                    "to tell differences of {} apart would take {} replications of each, {} were made",
                    amount(metric, benchmark.indifference),
                    d.needed,
                    d.replications
                )
            } else {
                "no difference between them is sure".to_string()
            };
            let gain = many.first().filter(|_| !many.contains(&0)).and_then(|i| against_today(benchmark, *i));
            let gain = gain.map_or(String::new(), |g| format!(" {}: {g}.", name(benchmark, many[0])));
            format!("Not told apart as the best {what}: {}; {how}.{gain}", names(benchmark, many))
        }
        (many, None) => format!("Not told apart as the best {what}: {}.", names(benchmark, many)),
    }
}

/// Whether all differences between these lie within the indifference.
fn all_within(d: &Decision, many: &[usize], indifference: f64) -> bool {
    let at = |i: &usize| d.members.iter().position(|m| m == i);
    let places: Vec<usize> = many.iter().filter_map(at).collect();
    places.iter().all(|i| places.iter().all(|j| d.family.difference(*i, *j).lies_within(-indifference, indifference)))
}

/// A policy against the desk as it is: from the second stage if both are in it, else from the first.
fn against_today(benchmark: &Benchmark, policy: usize) -> Option<String> {
    let place = |members: &[usize], i: usize| members.iter().position(|m| *m == i);
    let difference = match &benchmark.decision {
        Some(d) if place(&d.members, 0).is_some() => {
            d.family.difference(place(&d.members, policy)?, place(&d.members, 0)?)
        }
        _ => {
            let (i, j) = (place(&benchmark.compared, policy)?, place(&benchmark.compared, 0)?);
            benchmark.screening.difference(i, j)
        }
    };
    let (low, high) = difference.bounds?;
    let unit = benchmark.question.metric.unit;
    let said = |v: f64| value(v.abs(), None, unit);
    if low <= 0.0 && high >= 0.0 {
        return None;
    }
    let (near, far) = if high < 0.0 { (high, low) } else { (low, high) };
    let way = if high < 0.0 { "less" } else { "more" };
    let unit = if unit == Unit::Hours { " h" } else { "" };
    Some(format!("{}{unit} {way} than as the desk is ({} to {})", said(difference.value), said(near), said(far)))
}

/// A metric as a column head.
fn words(metric: &Metric) -> String {
    let plain = match metric.name {
        "resolution_mean" => "mean resolution time",
        "resolution_p95" => "p95 of resolution time",
        "in_target" => "share in target",
        "user_hours_lost" => "user-hours lost",
        "workload_max_min" => "busiest against least busy",
        other => return other.replace('_', " "),
    };
    plain.to_string()
}

fn short(metric: &Metric) -> String {
    match metric.name {
        "resolution_mean" => "mean, h".into(),
        "resolution_p95" => "p95, h".into(),
        "in_target" => "in target".into(),
        "user_hours_lost" => "user-h lost".into(),
        "workload_max_min" => "max/min work".into(),
        other => other.replace('_', " "),
    }
}

fn trade_offs(benchmark: &Benchmark) -> String {
    let defined = |c: &&Column| c.figures.iter().any(|f| !matches!(f, Figure::Undefined));
    let columns: Vec<&Column> = benchmark.columns.iter().filter(defined).collect();
    let header: Vec<String> =
        std::iter::once("policy".to_string()).chain(columns.iter().map(|c| short(c.metric))).collect();
    let studied = &benchmark.study.studied;
    let cell = |column: &Column, i: usize| {
        if !studied[i].has_mean() && column.metric.clocks {
            return "grows  ".to_string();
        }
        let mark = if column.may_be_best[i] == Some(true) { " *" } else { "  " };
        format!("{}{mark}", figure(column.figures[i], column.metric.unit))
    };
    let row = |i: usize| {
        let first = std::iter::once(name(benchmark, i).to_string());
        first.chain(columns.iter().map(|c| cell(c, i))).collect::<Vec<String>>()
    };
    let rows: Vec<Vec<String>> = (0..studied.len()).map(row).collect();
    let title = format!(
        "All {} policies, {} replications on the same tickets; times in {}; * may be the best in its column",
        studied.len(),
        benchmark.study.replications,
        clock_words(benchmark.clock)
    );
    format!("{}{}", wrap(&title, "  "), table(&header, &rows))
}

fn decision(benchmark: &Benchmark) -> String {
    let metric = benchmark.question.metric;
    let Some(d) = &benchmark.decision else {
        return match best(benchmark).as_slice() {
            [_] => wrap("The first stage left one policy: there was no second.", "  "),
            _ => String::new(),
        };
    };
    let header =
        ["of the best", &short(metric), "less the best other", "at the least", "at the most", ""].map(String::from);
    let plain = |v: f64| value(v, None, metric.unit);
    let row = |m: usize| {
        let to_best = d.best[m].to_best_other;
        let bound =
            |of: fn(&Estimate) -> Option<f64>| to_best.as_ref().and_then(of).map_or("-".into(), plain_signed(metric));
        vec![
            name(benchmark, d.members[m]).to_string(),
            value(d.values[m].value, d.values[m].half_width(), metric.unit),
            to_best.map_or("-".to_string(), |e| plain_signed(metric)(e.value)),
            bound(Estimate::low),
            bound(Estimate::high),
            if d.best[m].may_be_best { "may be the best".to_string() } else { String::new() },
        ]
    };
    let mut order: Vec<usize> = (0..d.members.len()).collect();
    let sign = if metric.better == Better::Larger { -1.0 } else { 1.0 };
    order.sort_by(|a, b| (sign * d.values[*a].value).total_cmp(&(sign * d.values[*b].value)));
    let rows: Vec<Vec<String>> = order.into_iter().map(row).collect();
    let out = benchmark.study.studied.len() - d.members.len();
    let sorted_out = match out {
        0 => String::new(),
        1 => " 1 policy is surely not the best and was left out.".into(),
        n => format!(" {n} policies are surely not the best and were left out."),
    };
    let open = if d.open > 0 {
        format!(" {} tickets were still open at the end and count at their age then: times are lower bounds.", d.open)
    } else {
        String::new()
    };
    let enough = if d.needed > d.replications {
        format!(" A difference of {} would take {}: `--most` allows more.", plain_amount(metric, benchmark), d.needed)
    } else {
        format!(" Enough for differences of {}.", plain_amount(metric, benchmark))
    };
    let title = format!("Then {} new replications.{enough}{sorted_out}{open}", d.replications);
    let _ = plain;
    format!("{}{}", wrap(&title, "  "), table(&header, &rows))
}

fn plain_amount(metric: &Metric, benchmark: &Benchmark) -> String {
    amount(metric, benchmark.indifference)
}

/// A difference with as many digits as differences of the metric need.
fn plain_signed(metric: &Metric) -> impl Fn(f64) -> String {
    let unit = metric.unit;
    move |v: f64| {
        let text = match unit {
            Unit::Share => format!("{:.2} %", v * 100.0),
            _ => format!("{v:.3}"),
        };
        if v > 0.0 { format!("+{text}") } else { text }
    }
}

fn method(benchmark: &Benchmark) -> String {
    let confidence = benchmark.study.desk.run.confidence * 100.0;
    format!(
        "All policies had the same tickets. Columns marked * hold at {confidence:.0} % each: read several together and the chance that one is wrong adds up. Who was left out \
         after the first stage and the intervals of the second are right together at {confidence:.0} % (paired differences, all pairs, Bonferroni; a fifth of the error for the first). \
         The second stage rests on its own replications only; their number is that of Clark and Yang for all pairs."
    )
}

/// The rows that the decision adds to CSV and JSON.
pub(super) fn rows<'b>(benchmark: &'b Benchmark) -> Vec<Row<'b>> {
    let Some(d) = &benchmark.decision else { return Vec::new() };
    let metric = benchmark.question.metric;
    let of = |m: usize| {
        let studied = &benchmark.study.studied[d.members[m]];
        let row = move |by, of: &str, name, unit, numbers: super::rows::Numbers| Row {
            scenario: &studied.scenario.name,
            when: &studied.scenario.when,
            policy: policy_text(&studied.scenario.model),
            by,
            of: of.to_string(),
            metric: name,
            clock: metric.clocks.then(|| benchmark.clock.name()),
            unit,
            estimate: numbers.0,
            low: numbers.1,
            high: numbers.2,
            n: numbers.3,
        };
        let verdict = f64::from(u8::from(d.best[m].may_be_best));
        [
            Some(row("second stage", "", metric.name, metric.unit.name(), known(d.values[m]))),
            d.best[m]
                .to_best_other
                .map(|e| row("second stage", "the best other", "difference", metric.unit.name(), known(e))),
            Some(row(
                "second stage",
                "",
                "may_be_best",
                "yes or no",
                (Some(verdict), None, None, Some(d.replications)),
            )),
        ]
    };
    (0..d.members.len()).flat_map(of).flatten().collect()
}

/// What a selection may say: the name and the guarantee.
pub fn selection(desk: &Desk, question: &Question, selected: &Selected) -> String {
    let metric = question.metric;
    let name = |i: &usize| desk.scenarios[*i].name.as_str();
    let within = amount(metric, selected.indifference);
    let text = match selected.standing.as_slice() {
        [one] => format!(
            "Selected by {}: {}. With a probability of at least {:.0} % it is the best of these {} policies, or within {within} of it (Kim and Nelson, on the same tickets; the values of a replication are taken to be normal). {} runs in all, {} replications of the selected.",
            words(metric),
            name(one),
            desk.run.confidence * 100.0,
            desk.scenarios.len(),
            selected.runs,
            selected.replications
        ),
        many => format!(
            "Nothing selected by {} after {} replications: {} are still in contention for the best within {within}. `--most` allows more replications, `--indifference` a larger difference.",
            words(metric),
            selected.replications,
            many.iter().map(name).collect::<Vec<_>>().join(", ")
        ),
    };
    wrap(&text, "")
}
