<!--{"title": "Introduction", "layout": "guide", "nav": "Introduction", "language": "en", "modified": "2026-05-19"}-->
<h1>Introduction: Scaling Up School and Community Partnerships</h1>
<p>About 5,200 community schools were open in 46 states in the spring of 2026. Many began as the project of one
principal and one agency, and many still stand alone in their districts. This guide is for the next step. It describes
how a school district, a city or a county moves from one or two community schools to a system in which a dozen or more
share leadership, money, data and training.</p>
<h2><a name="whofor"></a>Who the guide is for</h2>
<p>The guide is written for people who make decisions for more than one school:</p>
<ul>
<li>superintendents, school board members and the staff who run federal and state programs in a district office;</li>
<li>mayors, county executives and directors of health, parks, library and human service departments;</li>
<li>leaders of the organizations that manage partnerships, such as a United Way, a university center or a youth
agency;</li>
<li>funders who have paid for a first school and are asked to pay for five more;</li>
<li>parents, students, teachers and union representatives who sit on a planning group.</li>
</ul>
<p>Coordinators and principals of a single school will find much they can use in the pages on site leadership. If you
are still asking what a community school is or how to open the first one, begin with the
<a href="/aboutschools/faqs.aspx">Frequently Asked Questions</a> and the
<a href="/aboutschools/examples.aspx">examples</a>, and come back later.</p>
<h2><a name="parts"></a>What is in it</h2>
<dl>
<dt><b>Part I: the case and the definition</b></dt>
<dd><a href="/resources/guide/02_part1_why.aspx">Why scale up</a> and
<a href="/resources/guide/03_part1_what.aspx">what a system of community schools is</a>.</dd>
<dt><b>Part II: principles and structure</b></dt>
<dd><a href="/resources/guide/04_part2_principles.aspx">Guiding principles</a> and the
<a href="/resources/guide/05_part2_structure.aspx">collaborative leadership structure</a>.</dd>
<dt><b>Part III: six stages</b></dt>
<dd>An <a href="/resources/guide/06_part3_overview.aspx">overview</a> and a page for each stage, from the first
meeting to the twentieth school.</dd>
<dt><b>Part IV: money and rules</b></dt>
<dd><a href="/resources/guide/13_part4_finance.aspx">Financing</a>, with a first-year budget, and
<a href="/resources/guide/14_part4_policy.aspx">policy</a>.</dd>
<dt><b>Appendix and tools</b></dt>
<dd>A <a href="/resources/guide/15_appendix.aspx">glossary</a> and <a href="/resources/guide/16_tools.aspx">ten
worksheets</a>.</dd>
</dl>
<h2><a name="howtouse"></a>How to use it</h2>
<p>Few groups read the guide from front to back. These are the routes that readers have told us worked for them:</p>
<ul>
<li><b>You have an hour before a first meeting.</b> Read Part I and the overview of Part III.</li>
<li><b>You have a planning group and no plan.</b> Read Part II together, then take one stage page per meeting. Fill in
the worksheet named on that page before you go on to the next.</li>
<li><b>You already run three or four schools.</b> Start with the section "How you know that you are making progress"
on every stage page. Go back to the stage where your answers are weakest.</li>
<li><b>You answer for the budget.</b> Read Part IV, then <a href="/resources/guide/10_stage4.aspx">Stage 4</a>.</li>
</ul>
<p>Give each member of the group the same page to read and ask each to mark one sentence that does not fit your
community. Those marks are a good agenda.</p>
<h2><a name="limits"></a>What the guide cannot do</h2>
<p>Laws on school facilities, student records and health billing differ from state to state, and the dollar figures
here are national averages. Check both with people who know your district. When a question remains, ask for
<a href="/contact.aspx">technical assistance</a>; the first call with one of our coaches is free.</p>
