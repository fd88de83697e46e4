//! The linear programmes over attempts a week of a class by a pool, solved by `microlp`.
//!
//! In every one, for each class c: sum over pools of x(c, p) = arrivals of c + escalated inflow into c [- what is left].

use super::classes::{Class, Classes};
use super::{ACCURACY, Unsolved};
use microlp::{ComparisonOp, LinearExpr, OptimizationDirection, Problem, Solution, Variable};

/// Attempts a week, by class and way.
#[derive(Clone, Debug)]
pub(super) struct Split {
    pub attempts: Vec<Vec<f64>>,
}

/// Dual prices: what an hour of each pool is worth, scaled so that the available hours of all are worth 1.
#[derive(Clone, Debug)]
pub(super) struct Prices {
    /// Price of a pool's available hours of a week, >= 0; they sum to at most 1.
    pub pools: Vec<f64>,
    /// The week's tickets at those prices, each class done in its cheapest way: the greatest lower bound on rho.
    pub bound: f64,
}

impl Prices {
    /// Weak duality makes `bound` <= `rho` for any split: equality proves both.
    pub fn certify(&self, rho: f64) -> Result<(), Unsolved> {
        let gap = (rho - self.bound).abs();
        if gap <= ACCURACY * rho.max(1.0) {
            return Ok(());
        }
        let why = format!("least load {rho} and its proof {} differ", self.bound);
        Err(Unsolved(why))
    }
}

/// Least load of the busiest pool as a multiple of its capacity (hours a week).
pub(super) fn least_rho(classes: &Classes, capacity: &[f64]) -> Result<f64, Unsolved> {
    let mut p = Programme::new(classes, |_| 0.0, |_| None);
    let rho = p.problem.add_var(1.0, (0.0, f64::INFINITY));
    p.within(classes, capacity, |hours| (Some((rho, -hours)), 0.0));
    Ok(p.solve()?.var_value(rho).max(0.0))
}

/// The split with the least work among those that load no pool above `rho` times its capacity.
pub(super) fn least_work(classes: &Classes, capacity: &[f64], rho: f64) -> Result<Split, Unsolved> {
    let mut p = Programme::new(classes, |hours| hours, |_| None);
    // Room for the rounding of `rho`.
    p.within(classes, capacity, |hours| (None, hours * rho * (1.0 + 1e-9) + 1e-9));
    let solution = p.solve()?;
    let value = |x: &Variable| solution.var_value(*x).max(0.0);
    let attempts = p.attempts.iter();
    Ok(Split { attempts: attempts.map(|a| a.iter().map(value).collect()).collect() })
}

/// Fewest tickets a week that are left over when nobody works more than the capacity.
pub(super) fn least_left(classes: &Classes, capacity: &[f64]) -> Result<f64, Unsolved> {
    let mut p = Programme::new(classes, |_| 0.0, |_| Some(1.0));
    p.within(classes, capacity, |hours| (None, hours));
    Ok(p.solve()?.objective().max(0.0))
}

/// Fewest tickets a week of each class that get stuck whatever the capacity; where tickets may be stuck in one of
/// several classes, in one that nobody may attempt, else at their arrival.
pub(super) fn least_stuck(classes: &Classes) -> Result<Vec<f64>, Unsolved> {
    let cost = |c: &Class| match (c.ways.is_empty(), c.to) {
        (true, _) => 1.0,
        (false, None) => 1.001,
        (false, Some(_)) => 1.002,
    };
    let p = Programme::new(classes, |_| 0.0, |c| Some(cost(c)));
    let solution = p.solve()?;
    let value = |x: &Option<Variable>| x.map_or(0.0, |x| solution.var_value(x));
    Ok(p.left.iter().map(value).collect())
}

/// The dual of [`least_rho`]: prices of the pools' hours at which the week's tickets cost most.
///
/// Maximise the sum of arrivals(c) cost(c), with cost(c) at most hours(c, p) price(p) + the cost of what the attempt
/// leads to, for every pool p that may attempt c; the hours of a week of all pools cost 1 together.
pub(super) fn prices(classes: &Classes, capacity: &[f64]) -> Result<Prices, Unsolved> {
    let mut problem = Problem::new(OptimizationDirection::Maximize);
    // The cost of a ticket as a multiple of 1 / arrivals, the price of a pool for its whole week: all near 1.
    let scale = classes.arrivals().max(f64::MIN_POSITIVE);
    let live = |c: &Class| (!c.void).then_some(c.arrivals / scale);
    let cost: Vec<Option<Variable>> =
        classes.list.iter().map(|c| live(c).map(|a| problem.add_var(a, (0.0, f64::INFINITY)))).collect();
    let price: Vec<Variable> = capacity.iter().map(|_| problem.add_var(0.0, (0.0, 1.0))).collect();
    for (class, own) in classes.list.iter().zip(&cost) {
        let Some(own) = own else { continue };
        for way in &class.ways {
            let mut sum = Terms::default();
            sum.add(*own, 1.0);
            if let Some((next, share)) = way.next
                && let Some(next) = cost[next]
            {
                sum.add(next, -share);
            }
            sum.add(price[way.pool], -scale * way.hours() / capacity[way.pool]);
            problem.add_constraint(sum.expression(), ComparisonOp::Le, 0.0);
        }
    }
    let week: Vec<(Variable, f64)> = price.iter().map(|p| (*p, 1.0)).collect();
    if !week.is_empty() {
        problem.add_constraint(&week, ComparisonOp::Le, 1.0);
    }
    let solution = solve(&problem)?;
    Ok(Prices { pools: price.iter().map(|p| solution.var_value(*p).max(0.0)).collect(), bound: solution.objective() })
}

/// Variables and flow constraints that all programmes over attempts share.
struct Programme {
    problem: Problem,
    attempts: Vec<Vec<Variable>>,
    left: Vec<Option<Variable>>,
}

impl Programme {
    /// A minimisation: `attempt` is the cost of an attempt of so many hours, `left` that of a ticket of a class that is
    /// left over, where that is allowed.
    fn new(classes: &Classes, attempt: impl Fn(f64) -> f64, left: impl Fn(&Class) -> Option<f64>) -> Programme {
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let mut flows: Vec<Terms> = vec![Terms::default(); classes.list.len()];
        let mut p = (Vec::new(), Vec::new());
        for (c, class) in classes.list.iter().enumerate() {
            let mut attempts = Vec::new();
            for way in &class.ways {
                let x = problem.add_var(attempt(way.hours()), (0.0, f64::INFINITY));
                flows[c].add(x, 1.0);
                if let Some((next, share)) = way.next {
                    flows[next].add(x, -share);
                }
                attempts.push(x);
            }
            let left = left(class).filter(|_| !class.void);
            let left = left.map(|cost| problem.add_var(cost, (0.0, f64::INFINITY)));
            if let Some(x) = left {
                flows[c].add(x, 1.0);
            }
            p.0.push(attempts);
            p.1.push(left);
        }
        for (class, flow) in classes.list.iter().zip(&flows) {
            if !class.void && !flow.0.is_empty() {
                problem.add_constraint(flow.expression(), ComparisonOp::Eq, class.arrivals);
            }
        }
        Programme { problem, attempts: p.0, left: p.1 }
    }

    /// Hours of each pool at most its limit: `limit` gives for its capacity a further term and the right-hand side.
    fn within(&mut self, classes: &Classes, capacity: &[f64], limit: impl Fn(f64) -> (Option<(Variable, f64)>, f64)) {
        let mut hours: Vec<Terms> = vec![Terms::default(); capacity.len()];
        for (class, attempts) in classes.list.iter().zip(&self.attempts) {
            for (way, x) in class.ways.iter().zip(attempts) {
                hours[way.pool].add(*x, way.hours());
            }
        }
        for (mut sum, capacity) in hours.into_iter().zip(capacity) {
            let (term, limit) = limit(*capacity);
            if let Some((x, factor)) = term {
                sum.add(x, factor);
            }
            if !sum.0.is_empty() {
                let sum = sum.expression();
                self.problem.add_constraint(sum, ComparisonOp::Le, limit);
            }
        }
    }

    fn solve(&self) -> Result<Solution, Unsolved> {
        solve(&self.problem)
    }
}

/// A sum in which a variable may come twice in succession (a class that is escalated into itself).
#[derive(Clone, Debug, Default)]
struct Terms(Vec<(Variable, f64)>);

impl Terms {
    fn add(&mut self, x: Variable, factor: f64) {
        match self.0.last_mut() {
            Some((last, sum)) if *last == x => *sum += factor,
            _ => self.0.push((x, factor)),
        }
    }

    fn expression(&self) -> LinearExpr {
        let mut sum = LinearExpr::empty();
        for (x, factor) in &self.0 {
            sum.add(*x, *factor);
        }
        sum
    }
}

fn solve(problem: &Problem) -> Result<Solution, Unsolved> {
    let outcome = problem.solve().map_err(|e| Unsolved(e.to_string()))?;
    let stopped = |_| Unsolved("the solver stopped early".into());
    outcome.into_solution().map_err(stopped)
}
