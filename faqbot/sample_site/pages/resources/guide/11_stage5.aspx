<!--{"title": "Stage 5: Launch and Run the First Schools", "layout": "guide", "nav": "Part III: Stage 5", "language": "en", "modified": "2025-06-03"}-->
<h1>Stage 5: Launch and Run the First Schools</h1>
<p>Stage 5 covers the summer before opening and the first two school years. The schools learn to work with their
partners, and the center learns to support several schools at once.</p>
<h2><a name="milestones"></a>Milestones</h2>
<ul>
<li>Every coordinator is at work before the school year begins, with a desk near the main office, a telephone and
access to attendance data.</li>
<li>Coordinators and principals have been trained together for three days, and coordinators meet every two weeks from
then on.</li>
<li>Site leadership teams meet monthly with an agenda and a page of data.</li>
<li>Agreements with all partners are signed, and background checks are done centrally.</li>
<li>Each school has shown families one visible change by the end of October.</li>
<li>The community-wide group receives a first report in January and a full one in August.</li>
</ul>
<h2><a name="think"></a>Things to think about</h2>
<h3><a name="supervision"></a>Who supervises the coordinator?</h3>
<p>In most systems the lead partner agency employs the coordinator, and the principal takes part in hiring and in the
yearly review. The system director gives training and advice. Write down which of the three approves leave, and which
is called first in a crisis.</p>
<h3><a name="weekly"></a>The weekly hour</h3>
<p>Principals and coordinators who keep one fixed hour a week together report fewer conflicts than those who talk
"whenever needed." The hour has three items: students of concern, the use of the building, and the coming week.</p>
<h3><a name="alike"></a>How alike should the schools be?</h3>
<p>Ask all to use the same referral form, attendance codes and partner agreement. Leave the schedule, the choice of
programs and the name of the family room to the site.</p>
<h2><a name="pitfalls"></a>Pitfalls</h2>
<ul>
<li><b>The coordinator as spare assistant principal.</b> Lunch duty and bus duty grow. Limit them to what teachers
do.</li>
<li><b>Programs beside the school day.</b> If after-school staff never meet teachers, homework help goes its own way.
Pay for one joint planning hour a month.</li>
<li><b>Opening everything in September.</b> Begin two or three programs well and add others in January.</li>
<li><b>Silence from the center.</b> When a site's request gets no answer for a term, it stops asking.</li>
</ul>
<h2><a name="progress"></a>How you know that you are making progress</h2>
<ul>
<li>Coordinators stay: at least four of five are in the same post after two years.</li>
<li>Half or more of the students in out-of-school programs attend thirty days or more.</li>
<li>Teachers make referrals, and hear within five school days what came of them.</li>
<li>Chronic absence has stopped rising by the end of the first year and begun to fall by the end of the second.</li>
<li>Families come to the school for reasons other than trouble.</li>
</ul>
<h2><a name="field"></a>From the field: San Aurelio</h2>
<p>San Aurelio opened four schools in one August. By November the coordinator at Mission Road Middle School, Delfina
Oakes, was supervising the cafeteria for two hours a day and had not called one partner back. Her colleagues at the
other schools told much the same story at their biweekly meeting. The system director, instead of writing to the
principals, asked the four coordinators to record a week in half-hour blocks and invited the principals to read the
sheets with them. Duty time was cut to twenty minutes. By spring 61 students at Mission Road were seeing a counselor,
up from 9. The sheet became <a href="/resources/guide/16_tools.aspx#timelog">Worksheet 8</a>.</p>
