<!--{"title": "Frequently Asked Questions", "layout": "classic", "language": "en", "modified": "2026-09-14"}-->
<h1><a name="top"></a>Frequently Asked Questions about Community Schools</h1>
<p>These are the nineteen questions we hear most often from parents, teachers, school boards and reporters. Questions
about the National Forum, membership and our materials have <a href="/forum/faq.html">a page of their own</a>, and there
is a <a href="/es/preguntas.html">page of questions in Spanish</a>.</p>

<ul>
<li><a href="#q1">#1: What is a community school?</a></li>
<li><a href="#q2">#2: Why are community schools needed?</a></li>
<li><a href="#q3">#3: Are community schools public schools?</a></li>
<li><a href="#q4">#4: What are the conditions for learning?</a></li>
<li><a href="#q5">#5: What areas do the programs and services cover?</a></li>
<li><a href="#q6">#6: What is the curriculum of a community school?</a></li>
<li><a href="#q7">#7: What are the guiding principles of community schools?</a></li>
<li><a href="#q8">#8: What are the benefits of a community school?</a></li>
<li><a href="#q9">#9: What are the key ingredients of a community school?</a></li>
<li><a href="#q10">#10: Do community schools work?</a></li>
<li><a href="#q11">#11: What are some examples of community schools?</a></li>
<li><a href="#q12">#12: What makes some community schools succeed where others stall?</a></li>
<li><a href="#q13">#13: How much does a community school cost, and how is it funded?</a></li>
<li><a href="#q14">#14: How many community schools are there?</a></li>
<li><a href="#q15">#15: How have community schools been evaluated?</a></li>
<li><a href="#q16">#16: How are principals and teachers prepared to work in a community school?</a></li>
<li><a href="#q17">#17: How do we create a community school?</a></li>
<li><a href="#q18">#18: Where can we get technical assistance?</a></li>
<li><a href="#q19">#19: What is the difference between a community school, a full-service community school and
extended-service schools?</a></li>
</ul>
<hr>

<a name="q1"></a><h3>#1: What is a community school?</h3>
<p>A community school is a public school together with a web of partnerships between the school and the organizations
around it. School, families and community share the resources, and they share responsibility for how well children
do.</p>
<p>The building is open before, after and outside of class hours, often on Saturdays and through the summer. A child may
eat breakfast there at 7:15, see the nurse practitioner at noon and stay for robotics until 5:30; that evening her
father may take an English class in the same room. A clinic, a college, a youth agency or a food bank may have staff on
the site. In many places the school becomes the hub of the neighborhood, where people vote, meet and find help.</p>
<p>Each community school looks different because it is planned around local needs and local strengths. The guide chapter
<a href="/resources/guide/03_part1_what.aspx">on what a community school is</a> describes the parts and how they fit
together.</p>

<a name="q2"></a><h3>#2: Why are community schools needed?</h3>
<p>Children spend roughly a fifth of their waking hours in class. Much of what decides whether they learn happens in the
other four fifths: whether they sleep, eat, see well enough to read the board, and have an adult at hand when school
lets out at three o'clock.</p>
<p>Teachers notice these problems first and are seldom able to solve them alone. Common cases are:</p>
<ul>
<li>a student with untreated asthma who misses 25 days a year;</li>
<li>a family that moves three times between September and May;</li>
<li>a ninth grader who looks after two younger brothers every afternoon;</li>
<li>parents who work two shifts and cannot come to a meeting at 4 p.m.</li>
</ul>
<p>Agencies that could help do exist in most towns, but they have their own offices, forms and hours, and families have
to find them one by one. A community school brings them to the place where the children already are. More reasons, with
figures, are in <a href="/resources/guide/02_part1_why.aspx">the guide's chapter on why</a>.</p>

<a name="q3"></a><h3>#3: Are community schools public schools?</h3>
<p>Yes. A community school is a public school: it charges no tuition, employs licensed teachers, gives the state tests
and answers to its school board. Most are ordinary neighborhood schools that take every child who lives in the
attendance area. Some are magnet schools, and some are public charter schools that have adopted the same way of
working.</p>
<p>Partners do not take over the school. The principal remains in charge of instruction and safety, and a written
<a href="/resources/pubs/sharing-the-school.aspx">agreement on building use</a> says which rooms a partner has, who
carries insurance and who may see student records. Partner programs that bill an insurer, such as a dental clinic, may
not turn a child away because the family cannot pay.</p>
<p>Private and parochial schools sometimes borrow parts of the model. We are glad to share our materials with them, but
we do not include them in <a href="#q14">our count</a>.</p>
<p><a href="#top">Back to top</a></p>

<a name="q4"></a><h3>#4: What are the conditions for learning?</h3>
<p>The conditions for learning are what has to be true of a child's life and school before good teaching can take
effect. We name five:</p>
<ol>
<li>The school has a rich core program taught by qualified teachers.</li>
<li>Students are motivated and engaged, in school and outside it.</li>
<li>The physical, mental and emotional health needs of young people are met.</li>
<li>Families and school staff respect one another and cooperate.</li>
<li>The school is safe and welcoming, and is tied to its community.</li>
</ol>
<p>A school needs all five. A strong mathematics program helps little if a third of the class is absent on a given
Friday, and a fine clinic will not teach anyone to read. School teams use the list when they take stock: for each
condition they write down what is in place, who provides it, how many students it reaches and what is missing. The
worksheet for this exercise is among <a href="/resources/guide/16_tools.aspx">the guide's tools</a>.</p>

<a name="q5"></a><h3>#5: What areas do the programs and services cover?</h3>
<p>Programs fall into six areas. Few schools are active in all of them at the start; two or three in the first year is
usual.</p>
<ul>
<li><b>Learning in and out of class:</b> tutoring, homework rooms, summer reading, field projects, college visits.</li>
<li><b>Health and social services:</b> <a href="/resources/pubs/clinic-medicaid.aspx">clinics</a>, dental vans, eye
examinations, counseling, help with food and housing.</li>
<li><b>Youth development:</b> mentoring, sports, arts, student councils, internships and paid summer jobs.</li>
<li><b>Family engagement:</b> <a href="/resources/pubs/family-rooms.aspx">family rooms</a>, home visits, parent
leadership courses.</li>
<li><b>Community and adult education:</b> English classes, high school equivalency, job training, citizenship
courses.</li>
<li><b>Early childhood:</b> preschool, play groups, visits to the homes of newborns, and kindergarten orientation.</li>
</ul>
<p>The choice follows from the survey of needs and assets, so a school whose families already have a good clinic two
streets away will put its money elsewhere. The guide treats the choice under
<a href="/resources/guide/10_stage4.aspx">stage 4, planning programs and money</a>.</p>

<a name="q6"></a><h3>#6: What is the curriculum of a community school?</h3>
<p>A community school teaches the same state standards as any other public school in its district. No national
curriculum for community schools exists, and the Alliance does not sell or approve one.</p>
<p>What changes is where the material comes from and who helps to teach it. Teachers use the neighborhood as a text:
seventh graders test the water of a nearby creek and report to the city council; an algebra class works out the heating
bill of the building; juniors record the memories of retired mill workers for history. Partners contribute expertise,
equipment and places to go, and the work counts toward the grade.</p>
<p>After-school programs are planned with the classroom in mind. At schools that do this well, the after-school leader
sits in on a grade-level planning meeting at least twice a month and knows which fractions lesson is coming next week.
Teachers keep the final word on content and grading.</p>
<p><a href="#top">Back to top</a></p>

<a name="q7"></a><h3>#7: What are the guiding principles of community schools?</h3>
<p>Five principles guide the work:</p>
<ol>
<li><b>Start from strengths.</b> Every neighborhood has skills, places and organizations to build on. List them before
listing the problems.</li>
<li><b>Share leadership.</b> Parents, teachers, partners and older students make decisions along with the
principal.</li>
<li><b>Hold high expectations for all.</b> Support is given so that every student can do demanding work.</li>
<li><b>Respect diversity.</b> The school learns the languages, faiths and histories of its families and plans with them
in mind.</li>
<li><b>Be accountable for results.</b> Partners agree on a few results, measure them and publish what they find.</li>
</ol>
<p>The principles apply to schools. The Alliance has <a href="/about/values.aspx">values and operating principles</a>
for its own conduct as an organization, and the two lists should not be confused. The guide explains each guiding
principle with a case in <a href="/resources/guide/04_part2_principles.aspx">part II</a>.</p>

<a name="q8"></a><h3>#8: What are the benefits of a community school?</h3>
<p>Different people gain different things.</p>
<ul>
<li><b>Students</b> come to school more often, have health problems treated sooner and know more adults who will notice
when something is wrong.</li>
<li><b>Families</b> find services in one place and have a say in decisions. Many parents take their first paid job after
a class or a volunteer post at the school.</li>
<li><b>Teachers</b> can hand a housing or health problem to the coordinator and get on with teaching. Principals of
established community schools tell us that fewer teachers ask for a transfer.</li>
<li><b>Partners</b> reach the people they are meant to serve, with fewer missed appointments. A clinic in a school does
not lose a morning because a family has no car.</li>
<li><b>The neighborhood</b> gets a gym, a library and meeting rooms that are open on weekends, in a building it has
already paid for.</li>
</ul>
<p>For measured effects on attendance, reading and discipline, see <a href="#q10">question 10</a>.</p>

<a name="q9"></a><h3>#9: What are the key ingredients of a community school?</h3>
<p>Programs vary from place to place. Four things should be found in every community school:</p>
<ol>
<li><b>A full-time coordinator,</b> who works at the one school, belongs to its leadership and links its needs with the
partners' services.</li>
<li><b>A lead partner agency,</b> often a youth organization, a health center or a university, which employs the
coordinator or manages the contracts and stays for years.</li>
<li><b>A site leadership team</b> of parents, teachers, the principal, partners and, in high schools, students. It meets
at least monthly and decides on priorities.</li>
<li><b>Data that is shared and used.</b> The partners have signed agreements on student records, look at the same
figures each month and change their programs accordingly.</li>
</ol>
<p>If money allows only one of these in the first year, begin with the coordinator. The other three seldom hold together
without somebody whose job it is. <a href="/resources/pubs/coordinator-handbook.aspx">The Coordinator's Handbook</a>
describes the post, and <a href="/resources/guide/05_part2_structure.aspx">the guide's chapter on structure</a> shows
how the pieces relate.</p>
<p><a href="#top">Back to top</a></p>

<a name="q10"></a><h3>#10: Do community schools work?</h3>
<p>Where the key ingredients are in place, yes, and the effects take time. The largest recent evidence is the Harbor
Cities study, which followed 61 community schools in eleven districts from 2019 to 2024. Over that time</p>
<ul>
<li>chronic absence fell from 27 to 18 percent of students;</li>
<li>reading proficiency rose by 9 points;</li>
<li>suspensions fell by a third.</li>
</ul>
<p>Two of the eleven districts saw no gain. Both had gone without a full-time coordinator.</p>
<p>Results appear after three to five years. Attendance usually moves first, since a coordinator can act on it within
weeks. Test scores move last. A school board that expects higher scores after one year will be disappointed and may
close a program that was on its way to working, so we advise boards to commit to five years and to look at attendance
and health visits in the meantime. The figures are discussed on <a href="/results/default.aspx">our results
pages</a>.</p>

<a name="q11"></a><h3>#11: What are some examples of community schools?</h3>
<p>We have described six on <a href="/aboutschools/examples.aspx">our examples page</a>, chosen to show different ages,
regions and lead partners:</p>
<ul>
<li><a href="/aboutschools/examples.aspx#vega">Marisol Vega Elementary</a>, Tucson, Arizona: a clinic and a family
room</li>
<li><a href="/aboutschools/examples.aspx#lindquist">Lindquist Middle School</a>, Duluth, Minnesota: science on the
lakefront</li>
<li><a href="/aboutschools/examples.aspx#carverbridge">Carver Bridge High School</a>, Chattanooga, Tennessee: paid
internships</li>
<li><a href="/aboutschools/examples.aspx#tolliver">Tolliver Street School</a>, Rochester, New York: pre-kindergarten to
grade 8 under one roof</li>
<li><a href="/aboutschools/examples.aspx#pinehollow">Pine Hollow Elementary</a>, Hazard, Kentucky: a rural school that
brings the dentist to town</li>
<li><a href="/aboutschools/examples.aspx#estrella">Estrella Park High School</a>, Fresno, California: an evening school
for adults</li>
</ul>
<p>All six receive visitors by appointment. To find a community school nearer to you, ask your regional coach (see
<a href="#q18">question 18</a>).</p>

<a name="q12"></a><h3>#12: What makes some community schools succeed where others stall?</h3>
<p>From visits to several hundred sites our coaches name the same factors again and again:</p>
<ul>
<li>The principal wants it. A principal who was told to accept the program rarely makes room for it.</li>
<li>The coordinator has a seat at the principal's weekly meeting and an office near the front door.</li>
<li>Parents and teachers took part in the planning before any service was chosen.</li>
<li>The partners agreed on three or four results, in numbers, and dropped activities that did not serve them.</li>
<li>Money comes from at least three sources, so that one grant's end does not close the program.</li>
<li>The district has written the work into its budget and its job descriptions.</li>
</ul>
<p>The commonest causes of failure are a change of principal in the first two years with no plan for handing over, a
coordinator who is pulled away to cover lunch duty and substitute teaching, and a long list of programs that reach the
same sixty children. Ways of learning from such trouble are the subject of
<a href="/resources/guide/12_stage6.aspx">stage 6 of the guide</a>.</p>
<p><a href="#top">Back to top</a></p>

<a name="q13"></a><h3>#13: How much does a community school cost, and how is it funded?</h3>
<p>Plan on about <b>$180,000 a year</b> above the normal budget for a school of 500 students, or roughly $360 per
student. The coordinator's salary and benefits take $78,000 to $92,000 of this. The rest goes mainly to after-school
staff, longer hours for custodians, family programs, materials and data work.</p>
<p>Every public dollar brings in about three dollars of partner money and services, such as a nurse practitioner paid by
a health center or tutors paid by a college.</p>
<p>Usual sources are:</p>
<ul>
<li><font color="#003366">Federal:</font> Title I, the Full-Service Community Schools grants, 21st Century Community
Learning Centers, and Medicaid billing for clinics;</li>
<li><font color="#003366">State and local:</font> state grants and city budgets;</li>
<li><font color="#003366">Private:</font> United Way and foundations.</li>
</ul>
<p>Grants are suited to starting up. The coordinator's post is safest when it stands in the district budget or is paid
from Title I by the fourth year; see <a href="/resources/pubs/paying-for-the-coordinator.aspx">Paying for the
Coordinator</a>. <a href="/resources/guide/13_part4_finance.aspx">The guide's chapter on finance</a> shows how to
combine sources.</p>

<a name="q14"></a><h3>#14: How many community schools are there?</h3>
<p>At our count in spring 2026 there were about <b>5,200 community schools in 46 states</b>, serving about 2.6 million
students. That is an average of 500 students a school. More than half are elementary schools.</p>
<p>The number is an estimate. No federal office keeps a register, so we put the count together from what school
districts, state departments of education and our partner organizations report. We include a public school when its
partnerships are active on the site; we do not ask that all four <a href="#q9">key ingredients</a> be in place, so the
figure takes in schools that are in their first year.</p>
<p>Districts with a single community school are easily missed. If yours is one of them, tell us through the
<a href="/contact.aspx">contact page</a> and we will add it to the next count.</p>

<a name="q15"></a><h3>#15: How have community schools been evaluated?</h3>
<p>Evaluations are of three kinds. District reports follow attendance, grades and discipline from year to year in a few
schools. Program studies look at one service, such as a school clinic or a tutoring scheme. Multi-district studies
follow many schools for several years; the Harbor Cities study, with records of 61 schools from 2019 to 2024, is the one
we cite most. Its main figures are under <a href="#q10">question 10</a>, and its method is explained in
<a href="/resources/pubs/harbor-cities-findings.aspx">the final report</a>.</p>
<p>Readers should keep three cautions in mind. Schools that volunteer may differ from those that do not. Students move,
so those tested in the last year are partly other children than those tested in the first. And two schools that share
the name may do very different things, which is why a good evaluation also records what was actually put in place.</p>
<p>If you are planning an evaluation of your own, collect a full year of figures before the program opens, choose no
more than five measures, and set aside 5 to 8 percent of the budget for the work. <a href="/results/data_story.aspx">Our
page on the data</a> shows how schools tell the story of their figures.</p>
<p><a href="#top">Back to top</a></p>

<a name="q16"></a><h3>#16: How are principals and teachers prepared to work in a community school?</h3>
<p>Most learn on the job, because few colleges of education teach how to work with partner agencies. We recommend that
districts plan the preparation as follows.</p>
<p><b>Principals</b> should spend at least two days at an established community school before their own opens, and
should be paired with an experienced principal for the first year. The subjects they ask for most are sharing decisions
with a site leadership team, running a building that is open twelve hours a day, and supervising people whom another
agency employs.</p>
<p><b>Teachers</b> need less time but need it early: half a day in August with the coordinator and partners, a clear and
short way to refer a student, and paid planning time with after-school staff. Student teachers gain much from placements
that include afternoons and a home visit.</p>
<p>Several universities that belong to the Alliance place whole groups of student teachers in community schools. Our
<a href="/leadership/default.aspx">leadership pages</a> list courses and meetings for school leaders.</p>

<a name="q17"></a><h3>#17: How do we create a community school?</h3>
<p>Begin with a small group of people who are willing to meet for a year. The usual path has six stages, and part III of
our guide gives a chapter to each:</p>
<ol>
<li><a href="/resources/guide/07_stage1.aspx">Gather a leadership team.</a></li>
<li>Take stock of needs and assets.</li>
<li>Agree on a vision and results.</li>
<li><a href="/resources/guide/10_stage4.aspx">Plan programs and money.</a></li>
<li>Launch and run the first schools.</li>
<li>Learn, improve and spread.</li>
</ol>
<p>From the first meeting to the opening of programs most places need 12 to 18 months. Parents can start the process as
well as a superintendent can, though the principal's consent is needed before anyone goes to funders.</p>
<p>Three things to do this month: read <a href="/resources/guide/06_part3_overview.aspx">the overview of the six
stages</a>, visit a community school with two other people, and make a list of every organization that already works in
your building. Most schools are surprised to find a dozen or more.</p>

<a name="q18"></a><h3>#18: Where can we get technical assistance?</h3>
<p>From us, and from experienced schools near you. The Alliance offers:</p>
<ul>
<li>a first call, free of charge, to talk through your situation;</li>
<li>a regional coach in each of five regions, who knows the state's funds and the schools you can visit;</li>
<li>working days at your site, at $1,100 a day, for such tasks as training a leadership team, reviewing a plan or
setting up data agreements.</li>
</ul>
<p>Fill in the request form, which you will find through the <a href="/contact.aspx">contact page</a>, and you will have
an answer within ten working days. It helps to tell us the number of students, what partners you have, the stage you
have reached and the date of any grant deadline.</p>
<p>Daniel Reyes directs this work; the coaches are listed on <a href="/about/staff.aspx#assistance">the staff page</a>.
Teams that prefer to work by themselves will find checklists and forms among
<a href="/resources/guide/16_tools.aspx">the guide's tools</a> and in <a href="/resources/default.aspx?F_All=y">our list
of publications</a>.</p>
<p><a href="#top">Back to top</a></p>

<a name="q19"></a><h3>#19: What is the difference between a community school, a full-service community school and
extended-service schools?</h3>
<p>The names overlap, and laws and grant programs do not always use them in the same way. We use them as follows:</p>
<table border="1" cellpadding="4" cellspacing="0">
<tr><th align="left">Name</th><th align="left">Emphasis</th><th align="left">Typical first step</th></tr>
<tr><td>Full-service community school</td><td>Health and social services on the school site</td>
<td>A clinic or counseling office opens in the building</td></tr>
<tr><td>Extended-service (extended-day) school</td><td>Longer hours and after-school programs</td>
<td>The building stays open until six in the evening</td></tr>
<tr><td>Community school</td><td>Both of these, plus shared leadership and a changed curriculum</td>
<td>A leadership team with parents and partners is formed</td></tr>
</table>
<p>A school can grow from one kind into another. Tolliver Street School began with an after-school program, added a
clinic four years later and formed its leadership team after that.</p>
<p>Watch the wording when you apply for money. The federal Full-Service Community Schools grant, in spite of its name,
pays for after-school programs and family engagement as well as health services. An existing extended-day program can be
named in the application as a base to build on.</p>
<p><a href="#top">Back to top</a></p>
