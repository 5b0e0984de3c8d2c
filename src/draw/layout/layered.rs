//! Rows from top to bottom, by dagre, tried in several orders; the best looking try is kept.
//!
//! Most relations of a story go both ways, so which end stands above is ours to choose. Each try
//! puts the outermost clusters (and the nodes in none) in another order and lets every edge run
//! from the earlier to the later. The orders are fixed lists and a fixed shuffle, never chance.

use dagre::graph::{Graph, GraphOptions};
use dagre::{EdgeLabel, LayoutOptions, NodeLabel};

use crate::draw::layout::block::Block;
use crate::draw::layout::geometry::{Point, Rect};
use crate::draw::layout::measure::Sizes;
use crate::draw::layout::part::{Draft, Part, Unit};
use crate::draw::layout::{fan, port, score, space};
use crate::draw::picture::{End, Picture, Shape};

const NODE_GAP: f64 = 24.0;
const EDGE_GAP: f64 = 12.0;
const RANK_GAP: f64 = 40.0;
/// The room a title has to slide out of the way of edges.
const SLIDE: f64 = 30.0;

/// A part with its sizes, ready to be tried.
pub(crate) struct Task<'a> {
    pub(crate) picture: &'a Picture,
    pub(crate) sizes: &'a Sizes,
    pub(crate) part: &'a Part,
    pub(crate) blocks: Vec<Block>,
    /// How wide each unit must be taken, so that its cluster's title has room.
    pub(crate) widths: Vec<f64>,
    pub(crate) links: Vec<Link>,
    /// How many rows each link spans at least.
    lengths: Vec<i32>,
}

/// An edge between two units.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Link {
    pub(crate) edge: usize,
    pub(crate) from: usize,
    pub(crate) to: usize,
}

/// What dagre says: middles of units, points of links.
#[derive(Debug, Clone, Default)]
pub(crate) struct Raw {
    pub(crate) units: Vec<Point>,
    pub(crate) links: Vec<Vec<Point>>,
}

/// Units in groups that keep together: the outermost clusters, and each unit outside all.
type Order = Vec<Vec<usize>>;

/// How many tries run beside one another; a fixed number, so that the result is the same anywhere.
const BESIDE: usize = 4;

/// Lays one part out in rows.
pub(crate) fn lay(picture: &Picture, sizes: &Sizes, part: &Part) -> Draft {
    let task = Task::of(picture, sizes, part);
    let (first, rounds) = match part.units.len() + 2 * task.links.len() + part.nesting(picture) {
        0..=3 => (1, 0),
        4..=160 => (8, 5),
        161..=260 => (8, 2),
        261..=420 => (4, 0),
        _ => (1, 0),
    };
    let mut dice = Dice { state: 0x9E37_79B9 };
    let mut best = None;
    for chunk in first_orders(&task, first, &mut dice).chunks(BESIDE) {
        best = better(&task, chunk, best);
    }
    for _ in 0..rounds {
        let Some((_, _, order)) = &best else { break };
        let near: Vec<Order> = (0..BESIDE).map(|_| shaken(order, &mut dice)).collect();
        best = better(&task, &near, best);
    }
    best.map(|(_, draft, _)| draft).unwrap_or_default()
}

/// Lays one part out in rows so that every edge leads down, a ring's last one aside.
pub(crate) fn lay_downward(picture: &Picture, sizes: &Sizes, part: &Part) -> Draft {
    let task = Task::of(picture, sizes, part);
    space::settle(&task, &ranked(&task, &downstream(&task)))
}

/// Returns the place of each unit in an order in which every edge leads from the earlier to the later; of those that are free, and within a ring, the first as given.
fn downstream(task: &Task<'_>) -> Vec<usize> {
    let units = task.part.units.len();
    let mut above = vec![0_usize; units];
    for link in task.links.iter().filter(|link| link.from != link.to) {
        above[link.to] += 1;
    }
    let mut place: Vec<Option<usize>> = vec![None; units];
    for next in 0..units {
        let open = |unit: &usize| place[*unit].is_none();
        let free = (0..units).filter(open).min_by_key(|unit| (above[*unit] > 0, *unit));
        let Some(unit) = free else { break };
        place[unit] = Some(next);
        for link in task.links.iter().filter(|link| link.from == unit && link.to != unit) {
            above[link.to] = above[link.to].saturating_sub(1);
        }
    }
    place.into_iter().map(Option::unwrap_or_default).collect()
}

type Judged = (f64, Draft, Order);

/// Returns the best of some tries and the one that was best before; of equals, the earlier.
fn better(task: &Task<'_>, orders: &[Order], best: Option<Judged>) -> Option<Judged> {
    let tried: Vec<Judged> = std::thread::scope(|scope| {
        let running: Vec<_> = orders.iter().map(|order| scope.spawn(|| judged(task, order))).collect();
        running
            .into_iter()
            .map(|run| run.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    });
    best.into_iter()
        .chain(tried)
        .reduce(|one, two| if two.0 < one.0 { two } else { one })
}

fn judged(task: &Task<'_>, order: &Order) -> Judged {
    let mut place = vec![0; task.part.units.len()];
    for (index, unit) in order.iter().flatten().enumerate() {
        place[*unit] = index;
    }
    let draft = space::settle(task, &ranked(task, &place));
    (score::cost(task, &draft), draft, order.clone())
}

impl<'a> Task<'a> {
    fn of(picture: &'a Picture, sizes: &'a Sizes, part: &'a Part) -> Self {
        let blocks: Vec<Block> = part.units.iter().map(|unit| unit.block(sizes)).collect();
        let mut task = Self {
            picture,
            sizes,
            part,
            widths: blocks.iter().map(|block| block.width.max(40.0)).collect(),
            blocks,
            links: Vec::new(),
            lengths: Vec::new(),
        };
        task.widen_for_titles();
        task.links = task.find_links();
        task.lengths = fan::by_story(
            &task.places_in_story(),
            &task.links,
            fan::lengths(part.units.len(), &task.links),
        );
        for link in &task.links {
            if link.from == link.to {
                task.widths[link.from] = task.widths[link.from].max(task.blocks[link.from].width + 2.0 * port::LOOP);
            }
        }
        task
    }

    /// Returns the place of each event among the events, in the picture's order.
    fn places_in_story(&self) -> Vec<Option<usize>> {
        let mut next = 0..;
        let is_event = |unit: &Unit| {
            unit.nodes
                .iter()
                .any(|node| self.picture.nodes[*node].shape == Shape::Event)
        };
        let units = self.part.units.iter();
        units
            .map(|unit| is_event(unit).then(|| next.next()).flatten())
            .collect()
    }

    /// Returns the units in a cluster or in those within it.
    pub(crate) fn units_in(&self, cluster: usize) -> Vec<usize> {
        (0..self.part.units.len())
            .filter(|unit| self.around(*unit).contains(&cluster))
            .collect()
    }

    /// Returns the clusters around a unit, the innermost first.
    pub(crate) fn around(&self, unit: usize) -> Vec<usize> {
        match self.part.units[unit].cluster {
            Some(cluster) => self.picture.ancestry(cluster),
            None => Vec::new(),
        }
    }

    fn widen_for_titles(&mut self) {
        for cluster in &self.part.clusters {
            let title = self.sizes.titles[*cluster].width;
            let units = self.units_in(*cluster);
            let widest = units
                .iter()
                .copied()
                .max_by(|one, two| self.widths[*one].total_cmp(&self.widths[*two]));
            if let Some(unit) = widest {
                self.widths[unit] = self.widths[unit].max(title + SLIDE);
            }
        }
    }

    fn find_links(&self) -> Vec<Link> {
        self.part
            .edges
            .iter()
            .filter_map(|edge| {
                let ends = &self.picture.edges[*edge];
                let (from, to) = (self.unit_at(ends.from)?, self.unit_at(ends.to)?);
                Some(Link { edge: *edge, from, to })
            })
            .collect()
    }

    /// Returns the unit an edge is led to; for a cluster, the member with the fewest edges.
    fn unit_at(&self, end: End) -> Option<usize> {
        match end {
            End::Node(node) => self.part.units.iter().position(|unit| unit.nodes.contains(&node)),
            End::Cluster(cluster) => self.units_in(cluster).into_iter().min_by_key(|unit| {
                let nodes = &self.part.units[*unit].nodes;
                let touching = self.part.edges.iter().filter(|edge| {
                    let edge = &self.picture.edges[**edge];
                    [edge.from, edge.to]
                        .into_iter()
                        .any(|end| matches!(end, End::Node(node) if nodes.contains(&node)))
                });
                touching.count()
            }),
        }
    }
}

/// Runs dagre with every link leading from the earlier unit of the order to the later.
fn ranked(task: &Task<'_>, order: &[usize]) -> Raw {
    let mut graph: Graph<NodeLabel, EdgeLabel> = Graph::with_options(GraphOptions {
        directed: true,
        multigraph: true,
        compound: true,
    });
    let mut sequence: Vec<usize> = (0..task.part.units.len()).collect();
    sequence.sort_by_key(|unit| order[*unit]);
    for unit in &sequence {
        let label = NodeLabel {
            width: task.widths[*unit],
            height: task.blocks[*unit].height.max(1.0),
            ..NodeLabel::default()
        };
        graph.set_node(unit_name(*unit), Some(label));
    }
    for cluster in &task.part.clusters {
        graph.set_node(cluster_name(*cluster), Some(NodeLabel::default()));
    }
    for cluster in &task.part.clusters {
        if let Some(parent) = task.picture.ancestry(*cluster).get(1) {
            graph.set_parent(&cluster_name(*cluster), Some(&cluster_name(*parent)));
        }
    }
    for unit in sequence {
        if let Some(cluster) = task.part.units[unit].cluster {
            graph.set_parent(&unit_name(unit), Some(&cluster_name(cluster)));
        }
    }
    for (index, link) in task.links.iter().enumerate() {
        let (from, to) = downward(link, order);
        if from != to {
            let label = EdgeLabel {
                weight: weight(task, link),
                minlen: task.lengths[index],
                ..EdgeLabel::default()
            };
            graph.set_edge(unit_name(from), unit_name(to), Some(label), Some(&format!("e{index}")));
        }
    }
    dagre::layout(
        &mut graph,
        Some(LayoutOptions {
            nodesep: NODE_GAP,
            edgesep: EDGE_GAP,
            ranksep: RANK_GAP,
            ..LayoutOptions::default()
        }),
    );
    read_back(task, &graph, order)
}

/// Returns how much a link wants to be short: those within one cluster more.
fn weight(task: &Task<'_>, link: &Link) -> i32 {
    let home = |unit: usize| task.part.units[unit].cluster;
    if home(link.from).is_some() && home(link.from) == home(link.to) {
        3
    } else {
        1
    }
}

fn read_back(task: &Task<'_>, graph: &Graph<NodeLabel, EdgeLabel>, order: &[usize]) -> Raw {
    let place = |point: &dagre::Point| Point::new(point.x, point.y);
    let mut raw = Raw::default();
    for unit in 0..task.part.units.len() {
        let label = graph.node(&unit_name(unit));
        let at = label.and_then(|label| Some(Point::new(label.x?, label.y?)));
        raw.units.push(at.unwrap_or_default());
    }
    for (index, link) in task.links.iter().enumerate() {
        let (from, to) = downward(link, order);
        let found = graph.edge(&unit_name(from), &unit_name(to), Some(&format!("e{index}")));
        let mut points: Vec<Point> = found
            .map(|label| label.points.iter().map(place).collect())
            .unwrap_or_default();
        if from != link.from {
            points.reverse();
        }
        raw.links.push(points);
    }
    raw
}

fn downward(link: &Link, order: &[usize]) -> (usize, usize) {
    if order[link.from] <= order[link.to] {
        (link.from, link.to)
    } else {
        (link.to, link.from)
    }
}

fn unit_name(unit: usize) -> String {
    format!("u{unit}")
}

fn cluster_name(cluster: usize) -> String {
    format!("c{cluster}")
}

/// Returns the orders to begin with: as given, from the hub outwards and inwards, then shuffled.
fn first_orders(task: &Task<'_>, count: usize, dice: &mut Dice) -> Vec<Order> {
    let groups = groups(task);
    let given: Vec<usize> = (0..groups.len()).collect();
    let outwards = by_distance(task, &groups);
    let inwards = outwards.iter().rev().copied().collect();
    let mut sequences = vec![given.clone(), outwards, inwards];
    while sequences.len() < count {
        let mut sequence = given.clone();
        dice.shuffle(&mut sequence);
        sequences.push(sequence);
    }
    sequences.truncate(count);
    let order_of = |(index, sequence): (usize, Vec<usize>)| {
        let mut order: Order = sequence.into_iter().map(|group| groups[group].clone()).collect();
        for units in order.iter_mut().filter(|_| 3 <= index) {
            dice.shuffle(units);
        }
        order
    };
    sequences.into_iter().enumerate().map(order_of).collect()
}

/// Returns an order near another: one or two things stand elsewhere.
fn shaken(order: &Order, dice: &mut Dice) -> Order {
    let mut order = order.clone();
    for _ in 0..=dice.below(3) {
        let group = dice.below(order.len());
        if order[group].len() < 2 || dice.below(2) == 0 {
            let moved = order.remove(group);
            order.insert(dice.below(order.len() + 1), moved);
        } else {
            let units = &mut order[group];
            let moved = units.remove(dice.below(units.len()));
            units.insert(dice.below(units.len() + 1), moved);
        }
    }
    order
}

/// Returns the units of each outermost cluster, and each unit outside all, in order of first unit.
fn groups(task: &Task<'_>) -> Order {
    let mut groups: Vec<(Option<usize>, Vec<usize>)> = Vec::new();
    for unit in 0..task.part.units.len() {
        let outer = task.around(unit).last().copied();
        match groups.iter_mut().find(|(key, _)| outer.is_some() && *key == outer) {
            Some((_, units)) => units.push(unit),
            None => groups.push((outer, vec![unit])),
        }
    }
    groups.into_iter().map(|(_, units)| units).collect()
}

/// Returns the groups by their distance from the one with the most links to others.
fn by_distance(task: &Task<'_>, groups: &[Vec<usize>]) -> Vec<usize> {
    let group_of = |unit: usize| groups.iter().position(|units| units.contains(&unit)).unwrap_or(0);
    let pairs: Vec<(usize, usize)> = task
        .links
        .iter()
        .map(|link| (group_of(link.from), group_of(link.to)))
        .collect();
    let degree = |group: usize| {
        pairs
            .iter()
            .filter(|(a, b)| a != b && (*a == group || *b == group))
            .count()
    };
    let mut reached: Vec<usize> = (0..groups.len())
        .max_by_key(|group| (degree(*group), groups.len() - group))
        .into_iter()
        .collect();
    let mut next = 0;
    while next < reached.len() {
        for (a, b) in &pairs {
            for (here, there) in [(a, b), (b, a)] {
                if *here == reached[next] && !reached.contains(there) {
                    reached.push(*there);
                }
            }
        }
        next += 1;
    }
    let rest: Vec<usize> = (0..groups.len()).filter(|group| !reached.contains(group)).collect();
    reached.extend(rest);
    reached
}

/// A fixed sequence of numbers that look thrown.
struct Dice {
    state: u32,
}

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.state = self.state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let high = usize::try_from(self.state >> 8).unwrap_or(0);
        high % limit.max(1)
    }

    fn shuffle(&mut self, items: &mut [usize]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}

/// Returns the box of a unit's node, from the middle of the unit.
pub(crate) fn node_area(block: &Block, within: Rect, middle: Point) -> Rect {
    within.moved(middle.x - block.width / 2.0, middle.y - block.height / 2.0)
}
