<!--{"title": "Part II: Guiding Principles for Systems", "layout": "guide", "nav": "Part II: Principles", "language": "en", "modified": "2025-06-03"}-->
<h1>Part II: Guiding Principles for Systems</h1>
<p>Community schools everywhere work from five guiding principles. They are easily kept at one school, where everyone
knows everyone. In a system they have to be built into budgets, contracts and meeting rules. For each principle this
page says what it means when there are many schools, and gives a test that a leadership group can apply to itself.</p>
<h2><a name="strengths"></a>1. Start from strengths</h2>
<p>Every district has working partnerships before anyone draws a plan: a church that feeds sixty children on Fridays,
a retired nurses' club, a recreation league with its own buses. Map these first and build the system around them.
Offer the first places in the system to schools that have something to build on as well as a need, and ask the
existing community school to host and teach the others.</p>
<p><b>Test:</b> Does the plan name at least five local strengths that were there before the grant, and say how each
will be used?</p>
<h2><a name="share"></a>2. Share leadership</h2>
<p>Shared leadership in a system means that decisions are divided by level and that the division is written down. The
community-wide group sets results; the intermediary manages; the site team chooses programs. Families and students
hold seats with a vote at the first and third levels, and meetings take place at hours when working parents can come,
with child care and an interpreter.</p>
<p><b>Test:</b> In the past year, did a decision change because a parent, a student or a teacher objected?</p>
<h2><a name="expectations"></a>3. Hold high expectations for all</h2>
<p>Services take away obstacles to learning, and learning remains the purpose. A system holds high expectations when
students at every site take part in a demanding core program and when the adults are held to the same standard: an
after-school partner whose attendance is poor for two years gets help, then a deadline, then a replacement.</p>
<p><b>Test:</b> Can each partner say which academic or developmental result its program serves, and show how many
hours a regular participant receives?</p>
<h2><a name="diversity"></a>4. Respect diversity</h2>
<p>As schools are added, the number of languages, faiths and family histories rises. A model copied from the first
site will fit some neighborhoods badly. Require the ingredients and leave their form open. Hire coordinators who know
the neighborhood; publish the results in the languages spoken at home in at least one household in twenty; break down
every figure by group so that an average cannot hide a failure.</p>
<p><b>Test:</b> Do the leadership group and the coordinators, taken together, resemble the families they serve?</p>
<h2><a name="accountable"></a>5. Be accountable for results</h2>
<p>The group publishes a short list of results once a year, including those that grew worse, and says what it will do
about them. Every partner sees the data of its own participants. Accountability runs both ways: schools that are asked
for data get it back within a month in a form that their teams can use.</p>
<p><b>Test:</b> Can any resident find last year's results for each school without asking?</p>
<h2><a name="conflict"></a>When principles pull in different directions</h2>
<p>They will. A wish to share leadership slows decisions that accountability demands quickly; common standards chafe
against respect for local differences. Write down beforehand who decides in a dispute. Many systems give the site team
the last word on programs and schedules, and the community-wide group the last word on results, data and the use of
pooled money. The Alliance's own <a href="/about/values.aspx">values</a> may be of use in the discussion.</p>
