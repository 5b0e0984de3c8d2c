//! scratch
use lorescope::draw::storyline::*;
use std::collections::*;
fn main(){
  let mut tot=[0u64;14];
  for f in std::env::args().skip(1){
    let v:serde_json::Value=serde_json::from_str(&std::fs::read_to_string(&f).unwrap()).unwrap();
    let ch=v["Story"]["Characters"].as_object().unwrap();
    let names:Vec<&String>=ch.keys().collect();
    let mut times=BTreeSet::new();
    for c in ch.values(){for e in c.as_array().unwrap(){times.insert(e["Start"].as_i64().unwrap());times.insert(e["End"].as_i64().unwrap());}}
    let times:Vec<i64>=times.into_iter().collect();
    let mut steps=vec![];
    for w in times.windows(2){
      let mut g:BTreeMap<i64,Vec<usize>>=BTreeMap::new();
      for (i,n) in names.iter().enumerate(){for e in ch[*n].as_array().unwrap(){ if e["Start"].as_i64().unwrap()<=w[0]&&e["End"].as_i64().unwrap()>=w[1]{g.entry(e["Session"].as_i64().unwrap()).or_default().push(i);}}}
      steps.push(g.into_values().collect());
    }
    let c=Course::new(names.len(),steps);
    let t=std::time::Instant::now();
    let base=by_sweeps(&c); let best=order(&c);
    let t1=t.elapsed();
    assert!(c.admits(&base)&&c.admits(&best));
    let pb=place(&c,&base,Straighten::Ways);
    let t=std::time::Instant::now();
    let po=place(&c,&best,Straighten::Ways);
    let t2=t.elapsed();
    let (a,b)=(measure(&c,&base,&pb),measure(&c,&best,&po));
    println!("{:24} {:2} lines {:2} steps exact {:?} {:?} {:?}\n   {:?}\n   {:?}",f.rsplit('/').next().unwrap(),names.len(),c.len(),fewest_crossings(&c),t1,t2,a,b);
    for (i,x) in [a.crossings,a.block_crossings,a.wiggles,a.linear_wiggle,a.quadratic_wiggle,a.height,a.area,b.crossings,b.block_crossings,b.wiggles,b.linear_wiggle,b.quadratic_wiggle,b.height,b.area].into_iter().enumerate(){tot[i]+=x;}
  }
  println!("{tot:?}");
}
