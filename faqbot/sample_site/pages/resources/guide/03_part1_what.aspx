<!--{"title": "Part I: What a System of Community Schools Is", "layout": "guide", "nav": "Part I: What", "language": "en", "modified": "2025-06-03"}-->
<h1>Part I: What a System of Community Schools Is</h1>
<h2><a name="school"></a>The single school</h2>
<p>A community school is a public school together with a web of partnerships. School, families and community share
resources and responsibility; the building is open before, after and outside of class hours and serves as a hub of the
neighborhood. Four ingredients hold it together: a full-time coordinator, a lead partner agency, a site leadership
team, and data that is shared and used.</p>
<h2><a name="system"></a>The system</h2>
<p>A system of community schools is a set of such schools in one district, city or county that are planned, paid for
and judged together. Four schools with four separate grants and four separate databases do not yet make a system. You
have one when:</p>
<ul>
<li>leaders of the district, local government, agencies and families meet regularly and answer jointly for
results;</li>
<li>one organization, the intermediary, is charged with the daily work between schools;</li>
<li>all sites use the same short list of results and the same definitions, so that "chronic absence" means one thing
everywhere;</li>
<li>coordinators are trained together and have a common job description;</li>
<li>policy and budget treat these schools as a lasting part of the district.</li>
</ul>
<p>Programs may differ from site to site. One school may need a dental clinic and its neighbor evening English
classes. The system sets the results and the ingredients; each site leadership team chooses the means.</p>
<h2><a name="scale"></a>What we mean by scale</h2>
<p>Growth is most often reported as a number of schools. Students of school reform have long held that the number says
too little, and use four dimensions. In our words they are these:</p>
<h3><a name="depth"></a>Depth</h3>
<p>The change reaches what adults do every day. Teachers plan with after-school staff; the nurse's absence list shapes
Monday's team meeting. Depth is shallow where a partner merely rents a room.</p>
<h3><a name="spread"></a>Spread</h3>
<p>More schools take part, and the ideas travel further within each: from one grade to all grades, from the school
office to the bus garage and the district's budget department.</p>
<h3><a name="sustainability"></a>Sustainability</h3>
<p>The work goes on after the first leaders and the first grant have gone. Signs of it are posts in the regular
budget, written agreements and people trained to step in.</p>
<h3><a name="ownership"></a>Shift in ownership</h3>
<p>Those who do the work come to direct it. At first an outside organization trains, pays and decides. Later the
schools, families and local agencies train their own people, raise their own money and amend the plan.</p>
<div class="figure">
<img src="/images/figure1.gif" alt="Four overlapping circles labeled depth, spread, sustainability and shift in
ownership, with the word scale where all four meet">
<p class="caption">Figure 1. Four dimensions of scale. A system is at scale where all four overlap.</p>
</div>
<p>By this definition we say that a system has reached scale when most of the students who would gain from a community
school can attend one, when the practice in those schools is deep, and when local people own it and can keep it
going.</p>
<h2><a name="howmany"></a>How many schools are enough?</h2>
<p>No number fits every place. A rural county with six schools may include all of them within four years. A city of
ninety may aim at the thirty with the highest rates of poverty and chronic absence, and spread single practices, such
as family rooms, to the rest. Set the goal as a share of students, with a year beside it: "By 2031 seven of ten
students from low-income families attend a community school." <a href="/resources/guide/09_stage3.aspx">Stage 3</a>
shows how a group arrives at such a sentence.</p>
