<!--{"title": "Part III: Overview of the Six Stages", "layout": "guide", "nav": "Part III: Overview", "language": "en", "modified": "2025-06-03"}-->
<h1>Part III: Overview of the Six Stages</h1>
<p>The next six pages follow a community from a first conversation to a system of many schools. The stages come from
the experience of districts of every size. They describe the order in which questions usually have to be answered;
nobody has passed through them in a straight line.</p>
<h2><a name="stages"></a>The stages and how long they take</h2>
<ol>
<li><a href="/resources/guide/07_stage1.aspx">Gather a leadership team</a>: two to four months. Find the people who
can commit organizations, and agree on how they will work.</li>
<li><a href="/resources/guide/08_stage2.aspx">Take stock of needs and assets</a>: three to four months. Learn what
children and families lack, what they value and what the community already offers.</li>
<li><a href="/resources/guide/09_stage3.aspx">Agree on a vision and results</a>: two to three months. Say in plain
words what will be different, for whom and by when.</li>
<li><a href="/resources/guide/10_stage4.aspx">Plan programs and money</a>: four to six months. Choose the first
schools, staff, partners and sources of funds.</li>
<li><a href="/resources/guide/11_stage5.aspx">Launch and run the first schools</a>: the first two school years.</li>
<li><a href="/resources/guide/12_stage6.aspx">Learn, improve and spread</a>: begins with the first report and does not
end.</li>
</ol>
<p>Stages 1 to 4 together take about eleven to seventeen months. A group that starts in September should expect to
open its first group of schools in the second fall after that.</p>
<div class="figure">
<img src="/images/figure3.gif" alt="Six numbered stages arranged in a ring; an arrow leads from stage six back to
stage two">
<p class="caption">Figure 3. The six stages. Each new group of schools passes again through stages 2 to 6.</p>
</div>
<h2><a name="cycle"></a>A ring, repeated with each new group</h2>
<p>After Stage 6 the ring begins again. A system usually adds schools in groups of three to six. For each group the
needs and assets of the new neighborhoods must be studied afresh, the vision confirmed and the budget extended. The
leadership team of Stage 1 remains, with new members. The second round is faster: places that keep records report that
it takes about half as long as the first.</p>
<h2><a name="sections"></a>How each stage page is built</h2>
<dl>
<dt><b>Milestones</b></dt><dd>What should exist, mostly on paper, at the end of the stage.</dd>
<dt><b>Things to think about</b></dt><dd>Choices on which communities differ, with the reasons on each side.</dd>
<dt><b>Pitfalls</b></dt><dd>Mistakes that we have seen more than once.</dd>
<dt><b>How you know that you are making progress</b></dt><dd>Signs that an outsider could check.</dd>
<dt><b>From the field</b></dt><dd>A short account from one place.</dd>
</dl>
<h2><a name="threads"></a>Four threads that run through every stage</h2>
<ul>
<li><b>Engagement.</b> Families, students, teachers and residents take part from Stage 1 on. Those brought in at Stage
5 will be asked to approve what others planned.</li>
<li><b>Data.</b> Keep a single file of figures from Stage 2; each later stage will use it.</li>
<li><b>Money.</b> Start a list of possible sources at the first meeting, with the date on which each ends. See
<a href="/resources/guide/13_part4_finance.aspx">Financing</a>.</li>
<li><b>Policy.</b> Note every rule that stands in the way, and who can change it. See
<a href="/resources/guide/14_part4_policy.aspx">Policy</a>.</li>
</ul>
<h2><a name="where"></a>Where to begin if you have already begun</h2>
<p>Read the progress section of each stage and mark every sign as present, partly present or absent. Begin with the
earliest stage where more than two signs are absent. Districts with several schools in operation are often surprised
to find that it is Stage 1 or Stage 3.</p>
