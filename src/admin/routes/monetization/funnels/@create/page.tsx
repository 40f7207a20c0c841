import { useRouteModal } from "@medusajs/dashboard/components"
import { useForm } from "react-hook-form"
import { useSearchParams } from "react-router-dom"
import { FormModal, ModalForm } from "../../../../components/common/form-modal"
import { FunnelFields } from "../../../../components/funnels/funnel-fields"
import { useAllEvents } from "../../../../hooks/use-events"
import { useFeedback } from "../../../../hooks/use-feedback"
import { useFunnelRefusal } from "../../../../hooks/use-funnel-refusal"
import { useCreateFunnel } from "../../../../hooks/use-funnels"
import { useText } from "../../../../hooks/use-text"
import { eventAskedFor } from "../../../../lib/event-asked-for"
import { FunnelFormValues, funnelFormValues, funnelInput, validateFunnel } from "../../../../lib/funnel-form"
import { AdminEvent } from "../../../../lib/types"
import { resolverOf } from "../../../../lib/validation"

const CreateFunnelForm = ({ events }: { events: AdminEvent[] }) => {
  const { t } = useText()
  const feedback = useFeedback()
  const { handleSuccess } = useRouteModal()
  const [params] = useSearchParams()
  const { mutateAsync, isPending } = useCreateFunnel()
  const form = useForm<FunnelFormValues>({
    defaultValues: funnelFormValues(undefined, eventAskedFor(events, params.get("event_id"))),
    resolver: resolverOf<FunnelFormValues>(validateFunnel, t),
  })
  const refused = useFunnelRefusal(form)

  const submit = form.handleSubmit(async (values) => {
    await mutateAsync(funnelInput(values)).then(({ funnel }) => {
      feedback.done(t("funnel.created", { name: funnel.name }))
      handleSuccess(`/monetization/funnels/${funnel.id}`)
    }, refused)
  })

  return (
    <ModalForm
      form={form}
      onSubmit={submit}
      title={t("funnel.createTitle")}
      hint={t("funnel.createHint")}
      saving={isPending}
      saveLabel={t("offerForm.saveDraft")}
    >
      <FunnelFields form={form} events={events} />
    </ModalForm>
  )
}

const CreateFunnelPage = () => {
  const { t } = useText()
  const { data: events, isError, error } = useAllEvents()
  if (isError && !events) {
    throw error
  }
  return (
    <FormModal title={t("funnel.createTitle")} hint={t("funnel.createHint")}>
      {events && <CreateFunnelForm events={events.filter((event) => event.status !== "archived")} />}
    </FormModal>
  )
}

export default CreateFunnelPage
