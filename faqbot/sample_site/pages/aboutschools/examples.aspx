<!--{"title": "Examples of Community Schools", "layout": "classic", "language": "en", "modified": "2026-05-19"}-->
<h1><a name="top"></a>Six Community Schools</h1>
<p>Each of these schools has a full-time coordinator and a lead partner. Figures come from the schools' own reports.</p>

<a name="vega"></a><h3>Marisol Vega Elementary School, Tucson, Arizona</h3>
<p><b>Grades K-5, 480 students. Lead partner: a community health center.</b><br>
A two-room clinic opened beside the front office in 2017. It treats asthma and ear infections, gives vaccinations and
bills Medicaid for about seven visits in ten. Next door is a family room with a washing machine and a bilingual parent
worker, who meets every new family. Parents asked for the machine in a survey; children had been kept home for lack of
clean clothes. Chronic absence fell from 29 percent in 2017 to 16 percent in 2025.</p>

<a name="lindquist"></a><h3>Lindquist Middle School, Duluth, Minnesota</h3>
<p><b>Grades 6-8, 610 students. Lead partner: a university.</b><br>
Students measure ice, water temperature and zebra mussels on the Lake Superior shore, and university biologists use the
records. The graduate students who lead the field days also run the science club until 5:30. A late bus takes 140
students home. The share of eighth graders who passed the state science test rose from 38 to 51 percent in five years,
and the club's waiting list disappeared when a second late bus was added.</p>

<a name="carverbridge"></a><h3>Carver Bridge High School, Chattanooga, Tennessee</h3>
<p><b>Grades 9-12, 890 students. Lead partner: a youth employment agency.</b><br>
Every junior may apply for a paid internship of eight hours a week with one of 43 employers, among them a hospital, a
rail yard and the city's parks office. Teachers visit the workplaces and build assignments on them; one geometry project
redrew the storage plan of a food bank. An agency counselor at the school helps with transport and work clothes.
Graduation rose from 74 percent in 2018 to 86 percent in 2025, and 61 interns were offered permanent jobs.</p>

<a name="tolliver"></a><h3>Tolliver Street School, Rochester, New York</h3>
<p><b>Pre-kindergarten to grade 8, 540 students. Lead partner: a neighborhood settlement house.</b><br>
The school began with an after-school program in 2011, added a clinic in 2015 and formed a site leadership team of
fifteen members in 2016. The team moved parent conferences to Saturday and set aside a tenth of program money for ideas
from students. Preschool teachers and kindergarten teachers share a planning hour each week. Suspensions dropped from
118 to 47 a year after staff and older students were trained in mediation.</p>

<a name="pinehollow"></a><h3>Pine Hollow Elementary School, Hazard, Kentucky</h3>
<p><b>Grades K-6, 260 students. Lead partner: a regional community action agency.</b><br>
The nearest children's dentist is fifty minutes away, so a dental van parks at the school for two weeks each term. In
its first year it found untreated decay in 94 children; three years later the number was 31. The coordinator also runs a
summer lunch and reading program at four churches, with books carried by the lunch truck. Third graders reading at grade
level went from 41 to 55 percent. The county library and a bank pay for what grants do not cover.</p>

<a name="estrella"></a><h3>Estrella Park High School, Fresno, California</h3>
<p><b>Grades 9-12, 1,350 students. Lead partner: an adult education district.</b><br>
From six to nine each evening about 400 adults study English, bookkeeping or nursing assistance, while their children
use a supervised homework room. Many are parents of students at the school. Students earn credit as tutors and
interpreters. Two counselors paid by the county see 30 students a week. Since 2019, 236 adults have completed a
certificate, and the share of seniors applying to college has grown from 44 to 63 percent.</p>

<p><a href="/aboutschools/faqs.aspx#q11">Question 11 of the FAQ</a> tells how to visit. <a href="#top">Back to
top</a></p>
