import { demoCompletions, type LearnedCourse } from './demo-completions.ts'
import { type CoursesSpec, demoCourses } from './demo-courses.ts'
import { DEMO_SCHOOL_CODE } from './demo-schools.ts'
import { DEMO_STAFF } from './demo-staff.ts'
import { createRandom } from './random.ts'
import { DEMO_SEED, inChunks, type Seeding } from './seeding.ts'

/** Of the class of the demo LMS; whoever can be launched there has done nothing yet. */
const LEARNED_IN_OWN_COURSE = 17

/** LMS courses with their schools, and what pupils have completed in them. */
export async function seedCourses(seeding: Seeding): Promise<void> {
  const { deps, lms, time, progress } = seeding
  const { id, name } = await deps.staff.service.getByEmail(DEMO_STAFF.officer.email)
  const { registration } = lms
  const schools = deps.directory.all()
  const spec: CoursesSpec = { schools, registration, by: { id, name }, time }
  const courses = demoCourses(spec, createRandom(DEMO_SEED, 'courses'))
  await deps.storage.bindings.addAll(courses.map(({ binding }) => binding))
  const random = createRandom(DEMO_SEED, 'completions')
  const { pseudonymise } = deps
  const completions = [...courses, await ownCourse(seeding)].flatMap((course) =>
    demoCompletions(course, { time, pseudonymise }, random),
  )
  await inChunks(completions, deps.storage.completions.recordAll, progress?.completions)
}

/** Its launches say the school's code, which the registration is trusted with: nobody has to assign it. */
async function ownCourse({ deps, lms }: Seeding): Promise<LearnedCourse> {
  const origin = {
    platformId: lms.registration.platformId,
    registrationId: lms.registration.id,
    deploymentId: '1',
    contextId: lms.courseId,
    courseSchoolCode: DEMO_SCHOOL_CODE,
  }
  await deps.bindings.bindingOf(origin)
  return { origin, learned: LEARNED_IN_OWN_COURSE }
}
