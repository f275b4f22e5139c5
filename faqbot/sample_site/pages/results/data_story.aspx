<!--{"title": "Use Data to Tell Your Community School Story", "layout": "classic", "language": "en", "modified": "2026-04-20"}-->
<h2><a name="top"></a>Use Data to Tell Your Community School Story</h2>
<p>A school board member will give your report four minutes. A parent will give it one. This page explains how to choose a
few indicators, collect them without wearing out the staff, and present them so that people remember what changed.</p>

<h3><a name="question"></a>1. Begin with the question</h3>
<p>Write down who will read the report and what they have to decide. A board that must renew the coordinator's salary asks
whether students are better off. A clinic director asks whether appointments are kept. A parent council asks whether the
children on the waiting list will get a place. One report seldom answers all three, so write the shortest version for
each.</p>

<h3><a name="indicators"></a>2. Choose indicators</h3>
<p>Four or five are enough. Put each candidate through four tests:</p>
<ol>
<li><b>Does it belong to a result you agreed on?</b> If it does not, drop it, however easy it is to count.</li>
<li><b>Can it move within a year?</b> Keep at least two that can, such as attendance or kept referrals, beside the slower
ones such as reading scores.</li>
<li><b>Does someone own it?</b> Name the person who will bring the figure to the meeting.</li>
<li><b>Would a grandparent understand it?</b> "Students who missed 18 days or more" is clearer than "ADA deviation."</li>
</ol>
<p>Include one measure of how much was done (children served), one of how well (appointments kept), and two of what
changed (absence, suspensions). Reports that stop at the first kind show only that the staff were busy.
Common measures are listed under <a href="/results/default.aspx#aims">what community schools aim at</a>.</p>

<h3><a name="collect"></a>3. Collect</h3>
<p>Use what exists first. The district already has attendance, grades, discipline and mobility by student; the
after-school partner has sign-in sheets; the clinic has visit counts. Add a family survey of no more than fifteen
questions, in every language spoken by at least one family in twenty, and hand it out at an event where people can
answer on the spot.</p>
<p><a name="agreement"></a>Before any names are matched, sign a data agreement. Federal law protects education records
(FERPA) and health records (HIPAA) separately, and partners usually need written consent from parents to see both. Put
the consent form into the enrollment packet in August. In anything you publish, leave out groups of fewer than ten
students.</p>
<p>Record a baseline in the year before programs start. A school without one cannot show progress later.</p>

<h3><a name="read"></a>4. Read the figures together</h3>
<p>Besides a short look at attendance every month, set aside 45 minutes of a leadership team meeting each quarter. Show
one indicator at a time, broken down by grade, language group and disability. Ask what surprised people, what might
explain it, and what will be done before the next meeting. Write down the name and the date.</p>

<h3><a name="present"></a>5. Present</h3>
<ul>
<li>One page, one chart, one story. Start the chart's axis at zero.</li>
<li>Give the count along with the percentage: "37 fewer children" stays in the mind.</li>
<li>Show the district average or a similar school as a comparison.</li>
<li>Tell a student's story only with signed permission, and let the family read it first.</li>
<li>State one result that did not improve and what you will change. Readers trust the rest more.</li>
<li>Print the parents' version in their languages.</li>
</ul>

<h3><a name="example"></a>An example: Birchfield Elementary</h3>
<p>Birchfield, a school of 412 students in Lorain, Ohio, found in its baseline year that 128 children, 31 percent, were
chronically absent. The team sorted the absences by weekday and by bus route, and saw that a quarter of them came from
one route whose morning bus was often late. The coordinator had the stop moved and set up a breakfast club at 7:15. Two
years later 91 of 414 students, 22 percent, were chronically absent. Mathematics scores had not changed, and the report
said so in its second paragraph. The board renewed the coordinator for three years.</p>

<h3><a name="mistakes"></a>Mistakes we see often</h3>
<p>Changing indicators every year; reporting the best grade and leaving out the others; claiming the whole gain for one
partner; and comparing this year's volunteers with last year's whole school. If you would like someone to look at a
draft, ask for a free first call through the <a href="/contact.aspx">contact page</a>. Work sheets are under
<a href="/resources/guide/16_tools.aspx">Tools</a>.</p>
