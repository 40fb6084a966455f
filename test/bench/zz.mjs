import { readFileSync } from 'node:fs'
import { register } from 'tsx/esm/api'
register()
const { Fts5Store } = await import('../../search/fts5/store.server.ts')
const rows = f => readFileSync(f,'utf8').split('\n').filter(Boolean).map(l=>JSON.parse(l))
const qs = rows('/work/shared/data/firefox-forum/questions.jsonl')
const N=40000
const store = new Fts5Store('/tmp/s/p40.db')
if (store.count() === 0) for (let i=0;i<N;i+=500) store.index(Array.from({length:500},(_,k)=>{const n=i+k;const q=qs[n%qs.length];const o=qs[(n*7919)%qs.length];return {id:n+1,title:n<qs.length?q.title:`${q.title} number${n/7|0} ${o.title.split(' ').slice(0,3).join(' ')}`,text:q.text.slice(0,1200),aliases:[],kind:'question',state:['open','answered','solved'][n%3],categoryId:1+n%10,tags:['tag'+n%40],authorId:null,language:'en',createdAt:n,lastPostAt:n,answerCount:0,sameHereCount:0,helpfulCount:0,readCount:0}}))
const queries = rows('/work/shared/data/typo-search/queries.jsonl').map(q=>q.clean)
const run=(name,more,list=queries.slice(100,400))=>{ for(const q of queries.slice(0,60)) store.search({text:q,withoutCategories:[],limit:20,skip:0,...more}); const c=process.cpuUsage(); const ts=[];for(const q of list){const t=performance.now();store.search({text:q,withoutCategories:[],limit:20,skip:0,...more});ts.push([performance.now()-t,q])} const d=process.cpuUsage(c); ts.sort((a,b)=>b[0]-a[0]); console.log(name,((d.user+d.system)/1000/list.length).toFixed(2),'ms cpu; worst',ts.slice(0,5).map(([t,q])=>t.toFixed(0)+':'+q).join(' | ')) }
run('plain',{})
run('exact',{exact:true})
run('facets',{countBy:['state','kind','category','tag','language']})
