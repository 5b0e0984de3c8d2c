//! scratch
use lorescope::draw::storyline::*;
fn main(){
  let a:Vec<String>=std::env::args().collect();
  let l=lorescope::load::open(&[lorescope::load::Input::Path(a[1].clone().into())]).unwrap();
  let w=lorescope::world::World::of(l.story,l.vocabulary,Default::default());
  let p=Plot{most:a[2].parse().unwrap(),..Plot::default()};
  let t=std::time::Instant::now();
  let c=chart(&w,&p);
  eprintln!("{} threads {} scenes",c.threads.len(),c.scenes.len());
  let s=write(&c);
  eprintln!("{:?}",t.elapsed());
  std::fs::write(&a[3],s).unwrap();
}
