//! Everybody shown takes a place, as a node or as a box, and every tie becomes a line between two.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::draw::picture::{
    Arrow, Certainty, Cluster, Edge, Emphasis, End, LegendRow, Line, Node, Picture, Shape, State,
};
use crate::draw::theme::FactionHues;
use crate::draw::view::homes::{Home, Homes};
use crate::draw::view::ties::{self, Tie};
use crate::draw::view::{By, View, cast, size, words};
use crate::model::{self, EntityId, EntityKind, RelationId};
use crate::vocabulary::{self, Number};
use crate::world::World;

/// A picture in the making, with the place of everybody in it.
pub(super) struct Stage<'a> {
    pub(super) world: &'a World,
    pub(super) view: &'a View,
    pub(super) picture: Picture,
    ends: BTreeMap<model::Node, End>,
    /// Whose place is another's: members, where only factions are shown.
    raised: BTreeMap<model::Node, model::Node>,
    rows: BTreeMap<RelationId, usize>,
    hues: FactionHues,
    lines: BTreeMap<String, Line>,
}

impl<'a> Stage<'a> {
    pub(super) fn of(world: &'a World, view: &'a View, homes: &Homes, shown: &BTreeSet<EntityId>) -> Self {
        let mut stage = Self {
            world,
            view,
            picture: Picture::titled(world.story.title.as_deref().unwrap_or_default()),
            ends: BTreeMap::new(),
            raised: BTreeMap::new(),
            rows: BTreeMap::new(),
            hues: FactionHues::of(world, &view.theme),
            lines: view.theme.lines(&ever_drawn(world, view)),
        };
        stage.picture.subtitle = words::moment(world, &view.as_of);
        stage.picture.theme = view.theme.clone();
        let boxes = match view.by {
            By::Members => homes.boxes(shown),
            By::Factions => BTreeSet::new(),
        };
        let boxes = in_order(world, &boxes);
        for (index, faction) in boxes.iter().enumerate() {
            stage.ends.insert((*faction).into(), End::Cluster(index));
        }
        for faction in &boxes {
            let cluster = Cluster {
                id: world.story.entity(*faction).id.to_string(),
                label: world.story.label(*faction).to_owned(),
                parent: stage.home(homes, *faction),
                state: cast::state(world, view, *faction),
                hue: stage.hues.of_faction(*faction),
            };
            stage.picture.clusters.push(cluster);
        }
        let boxed: BTreeSet<EntityId> = boxes.into_iter().collect();
        let members = shown.difference(&boxed).copied().collect();
        for entity in in_order(world, &members) {
            let cluster = stage.home(homes, entity);
            let node = stage.node(entity, cluster);
            stage.add(entity.into(), node);
        }
        if view.by == By::Factions {
            stage.raise_members(homes);
        }
        stage
    }

    /// Writes those larger of whom there is more to be said, and says by what measure.
    pub(super) fn grow(&mut self, ties: &[Tie], shown: &BTreeSet<EntityId>) {
        let (scales, words) = size::scales(self.world, self.view, ties, shown);
        for (entity, scale) in scales {
            if let Some(End::Node(node)) = self.ends.get(&entity.into()) {
                self.picture.nodes[*node].scale = scale;
            }
        }
        self.picture.remark = words;
    }

    /// Gives the members of the factions shown the places of these.
    fn raise_members(&mut self, homes: &Homes) {
        for member in self.world.story.entity_ids() {
            let faction = homes.first(member).map(model::Node::from);
            if let Some(faction) = faction.filter(|faction| self.ends.contains_key(faction))
                && !self.ends.contains_key(&member.into())
            {
                self.raised.insert(member.into(), faction);
            }
        }
    }

    /// Returns where somebody stands, and the name of a member whose faction stands for them.
    pub(super) fn place(&self, who: model::Node) -> Option<(End, Option<String>)> {
        match self.raised.get(&who) {
            Some(faction) => Some((*self.ends.get(faction)?, Some(self.world.label(who)))),
            None => Some((*self.ends.get(&who)?, None)),
        }
    }

    /// Says which further factions everybody stands in, for nobody stands in two boxes.
    pub(super) fn note_further_homes(&mut self, homes: &Homes) {
        if self.view.by != By::Members {
            return;
        }
        for (node, home) in self.further_homes(homes) {
            let also = format!("also {}", self.world.story.label(home.faction));
            let note = &mut self.picture.nodes[node].note;
            *note = if note.is_empty() {
                also
            } else {
                format!("{note}, {also}")
            };
        }
    }

    /// Draws a line to every further faction that somebody stands in.
    pub(super) fn draw_further_homes(&mut self, homes: &Homes) {
        for (node, home) in self.further_homes(homes) {
            if let Some(to) = self.ends.get(&home.faction.into()).copied() {
                let row = self.row(home.relation);
                self.line(End::Node(node), to, row, Certainty::Stated);
            }
        }
    }

    /// Returns the factions that nodes stand in beside the one around them, where no line says so.
    fn further_homes(&self, homes: &Homes) -> Vec<(usize, Home)> {
        let mut further = Vec::new();
        let nodes = self.ends.iter().filter_map(|(who, end)| match end {
            End::Node(node) => Some((*node, who.entity()?)),
            End::Cluster(_) => None,
        });
        // Nodes are numbered in the order of their ids, which no shuffling of the file changes.
        let nodes: BTreeMap<usize, EntityId> = nodes.collect();
        for (node, entity) in nodes {
            let home = self.picture.nodes[node].cluster;
            let around = home.map(|cluster| self.picture.ancestry(cluster)).unwrap_or_default();
            let is_around = |faction: EntityId| match self.ends.get(&faction.into()) {
                Some(End::Cluster(cluster)) => around.contains(cluster),
                Some(End::Node(_)) | None => false,
            };
            let is_drawn = |home: &Home| is_around(home.faction) || self.view.only.contains(&home.relation);
            further.extend(
                homes
                    .further(entity)
                    .iter()
                    .filter(|home| !is_drawn(home))
                    .map(|home| (node, *home)),
            );
        }
        further
    }

    fn home(&self, homes: &Homes, entity: EntityId) -> Option<usize> {
        match self.ends.get(&homes.first(entity)?.into()) {
            Some(End::Cluster(cluster)) => Some(*cluster),
            Some(End::Node(_)) | None => None,
        }
    }

    fn node(&self, entity: EntityId, cluster: Option<usize>) -> Node {
        let is_focus = self.view.around.is_some_and(|around| around.who == entity);
        let kind = self.world.story.entity(entity).kind;
        Node {
            image: self.view.faces.get(&entity).cloned(),
            hue: (kind == EntityKind::Faction).then(|| self.hues.of_faction(entity)),
            note: cast::note(self.world, self.view, entity),
            shape: match kind {
                EntityKind::Character => Shape::Character,
                EntityKind::Faction => Shape::Faction,
                EntityKind::Place => Shape::Place,
                EntityKind::Item => Shape::Item,
            },
            state: cast::state(self.world, self.view, entity),
            cluster,
            emphasis: if is_focus { Emphasis::Focus } else { Emphasis::Usual },
            ..Node::character(
                self.world.story.entity(entity).id.as_str(),
                self.world.story.label(entity),
            )
        }
    }

    pub(super) fn add(&mut self, who: model::Node, node: Node) {
        self.ends.insert(who, End::Node(self.picture.nodes.len()));
        self.picture.nodes.push(node);
    }

    pub(super) fn draw_ties(&mut self, ties: &[Tie]) {
        let drawn = |stage: &Self, tie: &Tie| !stage.is_told_by_a_box(tie) && stage.ways(tie).is_some();
        let mut relations: Vec<RelationId> = ties
            .iter()
            .filter(|tie| drawn(self, tie))
            .map(|tie| tie.relation)
            .collect();
        relations.sort_unstable();
        relations.dedup();
        for relation in relations {
            self.row(relation);
        }
        let mut raised: BTreeMap<(RelationId, End, End), Raised> = BTreeMap::new();
        for tie in ties
            .iter()
            .filter(|tie| drawn(self, tie))
            .copied()
            .collect::<Vec<Tie>>()
        {
            let Some([(from, one), (to, two)]) = self.ways(&tie) else {
                continue;
            };
            let names: Vec<String> = [one, two].into_iter().flatten().collect();
            if names.is_empty() {
                let row = self.row(tie.relation);
                self.line(from, to, row, tie.certainty);
                continue;
            }
            let lines = raised.entry((tie.relation, from, to)).or_default();
            lines.is_between_members |= 1 < names.len();
            lines.names.push(names.join(" – "));
            lines.is_sure |= tie.certainty == Certainty::Stated;
        }
        for ((relation, from, to), lines) in raised {
            let row = self.row(relation);
            let certainty = if lines.is_sure {
                Certainty::Stated
            } else {
                Certainty::Doubtful
            };
            self.line(from, to, row, certainty);
            if let Some(edge) = self.picture.edges.last_mut() {
                edge.label = lines.words();
            }
        }
    }

    /// Returns both places of a tie; none where a faction would be tied to itself.
    fn ways(&self, tie: &Tie) -> Option<[(End, Option<String>); 2]> {
        let ways = [self.place(tie.from)?, self.place(tie.to)?];
        let is_raised = ways.iter().any(|(_, member)| member.is_some());
        (!is_raised || ways[0].0 != ways[1].0).then_some(ways)
    }

    /// Tells whether a tie says that somebody stands in a box they stand in.
    fn is_told_by_a_box(&self, tie: &Tie) -> bool {
        let is_home = ties::is_home(self.world, tie.relation);
        match (self.ends.get(&tie.from), self.ends.get(&tie.to)) {
            (Some(from), Some(End::Cluster(cluster))) => {
                is_home && self.picture.clusters_around(*from).contains(cluster)
            }
            _ => false,
        }
    }

    /// Draws where a box stands beside the box it stands in.
    pub(super) fn draw_boxes_further_homes(&mut self, homes: &Homes) {
        let cluster = |end: &End| match end {
            End::Cluster(cluster) => Some(*cluster),
            End::Node(_) => None,
        };
        let boxes = self
            .ends
            .iter()
            .filter_map(|(who, end)| Some((cluster(end)?, who.entity()?)));
        // Boxes are numbered in the order of their ids, which no shuffling of the file changes.
        let boxes: BTreeMap<usize, EntityId> = boxes.collect();
        for (cluster, faction) in boxes {
            let from = End::Cluster(cluster);
            let around = self.picture.clusters_around(from);
            for further in homes.further(faction) {
                let Some(to) = self.ends.get(&further.faction.into()).copied() else {
                    continue;
                };
                let is_around = matches!(to, End::Cluster(cluster) if around.contains(&cluster));
                if !is_around && !self.view.only.contains(&further.relation) {
                    let row = self.row(further.relation);
                    self.line(from, to, row, Certainty::Stated);
                }
            }
        }
    }

    /// Returns the picture with everybody in it.
    pub(super) fn whole(self) -> Picture {
        self.picture
    }

    /// Returns the picture without those whom nothing ties to anybody, and says who they are.
    pub(super) fn finished(mut self) -> Picture {
        let is_tied = |node: usize| {
            let at = End::Node(node);
            self.picture.edges.iter().any(|edge| edge.from == at || edge.to == at)
        };
        let is_kept = |(index, node): (usize, &Node)| {
            let is_remarkable = node.state != State::Alive || !node.note.is_empty() || node.emphasis == Emphasis::Focus;
            is_remarkable || node.cluster.is_some() || is_tied(index)
        };
        let kept: Vec<bool> = self.picture.nodes.iter().enumerate().map(is_kept).collect();
        if kept.iter().all(|kept| *kept) || self.picture.edges.is_empty() && self.picture.clusters.is_empty() {
            return self.picture;
        }
        let mut places = Vec::new();
        let (mut nodes, mut left) = (Vec::new(), Vec::new());
        for (node, kept) in std::mem::take(&mut self.picture.nodes).into_iter().zip(kept) {
            places.push(nodes.len());
            if kept {
                nodes.push(node);
            } else {
                left.push(node.label);
            }
        }
        let moved = |end: End| match end {
            End::Node(node) => End::Node(places[node]),
            End::Cluster(cluster) => End::Cluster(cluster),
        };
        for edge in &mut self.picture.edges {
            (edge.from, edge.to) = (moved(edge.from), moved(edge.to));
        }
        self.picture.nodes = nodes;
        let left = format!("not shown, tied to nobody: {}", words::few(&left, 12));
        self.picture.remark = match self.picture.remark.as_str() {
            "" => left,
            said => format!("{said}; {left}"),
        };
        self.picture
    }

    fn line(&mut self, from: End, to: End, row: usize, certainty: Certainty) {
        let arrow = self.picture.legend[row].arrow;
        self.picture.edges.push(Edge {
            arrow,
            certainty,
            ..Edge::between(from, to, row)
        });
    }

    /// Returns the legend's row for a relation, made when first asked for.
    fn row(&mut self, id: RelationId) -> usize {
        let legend = &mut self.picture.legend;
        *self.rows.entry(id).or_insert_with(|| {
            let relation = self.world.vocabulary.relation(id);
            legend.push(LegendRow {
                id: relation.name.clone(),
                arrow: if relation.arrow { Arrow::Forward } else { Arrow::None },
                ..LegendRow::new(
                    relation.words.present(Number::Singular),
                    match self
                        .view
                        .theme
                        .relations
                        .get(&relation.name)
                        .and_then(|stroke| stroke.colour)
                    {
                        Some(colour) => colour.hex(),
                        None => relation.colour.clone(),
                    },
                    self.lines
                        .get(&relation.name)
                        .copied()
                        .unwrap_or(line_of(relation.line)),
                )
            });
            legend.len() - 1
        })
    }
}

/// The ties of members that one line between two factions stands for.
#[derive(Default)]
struct Raised {
    names: Vec<String>,
    is_between_members: bool,
    is_sure: bool,
}

impl Raised {
    fn words(&self) -> String {
        if self.is_between_members && 1 < self.names.len() {
            format!("{} ties", self.names.len())
        } else {
            words::few(&self.names, 2)
        }
    }
}

/// Returns entities in the order of their ids, which no shuffling of the file changes.
fn in_order(world: &World, entities: &BTreeSet<EntityId>) -> Vec<EntityId> {
    let mut ordered: Vec<EntityId> = entities.iter().copied().collect();
    ordered.sort_by(|one, two| world.story.entity(*one).id.cmp(&world.story.entity(*two).id));
    ordered
}

/// Returns the relations that a view may draw as lines at some moment of the story, with their declared lines, those that hold most often first.
fn ever_drawn(world: &World, view: &View) -> Vec<(String, Line)> {
    let mut held: BTreeMap<RelationId, usize> = BTreeMap::new();
    for stretch in &world.timeline.stretches {
        if ties::may_be_drawn(world, view, stretch) {
            *held.entry(stretch.relation).or_default() += 1;
        }
    }
    let mut held: Vec<(RelationId, usize)> = held.into_iter().collect();
    held.sort_by_key(|(relation, times)| (Reverse(*times), *relation));
    let declared = held.into_iter().map(|(id, _)| world.vocabulary.relation(id));
    declared
        .filter(|relation| !relation.is_unary())
        .map(|relation| (relation.name.clone(), line_of(relation.line)))
        .collect()
}

fn line_of(line: vocabulary::Line) -> Line {
    match line {
        vocabulary::Line::Solid => Line::Solid,
        vocabulary::Line::Dashed => Line::Dashed,
        vocabulary::Line::Dotted => Line::Dotted,
        vocabulary::Line::Bold => Line::Bold,
        vocabulary::Line::Double => Line::Double,
    }
}
