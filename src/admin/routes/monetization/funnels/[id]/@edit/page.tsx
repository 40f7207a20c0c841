import { useRouteModal } from "@medusajs/dashboard/components"
import { useForm } from "react-hook-form"
import { useParams } from "react-router-dom"
import { FormModal, ModalForm } from "../../../../../components/common/form-modal"
import { FunnelFields } from "../../../../../components/funnels/funnel-fields"
import { useEvent } from "../../../../../hooks/use-events"
import { useFeedback } from "../../../../../hooks/use-feedback"
import { useFunnelRefusal } from "../../../../../hooks/use-funnel-refusal"
import { useFunnel, useUpdateFunnel } from "../../../../../hooks/use-funnels"
import { useText } from "../../../../../hooks/use-text"
import { FunnelFormValues, funnelFormValues, funnelInput, validateFunnel } from "../../../../../lib/funnel-form"
import { AdminFunnel } from "../../../../../lib/funnel-types"
import { loadFailure } from "../../../../../lib/load-failure"
import { AdminEvent } from "../../../../../lib/types"
import { resolverOf } from "../../../../../lib/validation"

const EditFunnelForm = ({ funnel, event }: { funnel: AdminFunnel; event: AdminEvent }) => {
  const { t } = useText()
  const feedback = useFeedback()
  const { handleSuccess } = useRouteModal()
  const { mutateAsync, isPending } = useUpdateFunnel(funnel.id)
  const form = useForm<FunnelFormValues>({
    defaultValues: funnelFormValues(funnel),
    resolver: resolverOf<FunnelFormValues>(validateFunnel, t),
  })
  const refused = useFunnelRefusal(form)

  const submit = form.handleSubmit(async (values) => {
    const { event_id: _, ...input } = funnelInput(values)
    await mutateAsync(input).then(() => {
      feedback.done(t("funnel.saved", { name: input.name }))
      handleSuccess(`/monetization/funnels/${funnel.id}`)
    }, refused)
  })

  return (
    <ModalForm
      form={form}
      onSubmit={submit}
      title={t("funnel.editTitle")}
      hint={t("funnel.editHint")}
      saving={isPending}
    >
      <FunnelFields form={form} events={[event]} editing />
    </ModalForm>
  )
}

const EditFunnelPage = () => {
  const { t } = useText()
  const { id } = useParams()
  const funnel = useFunnel(id)
  const event = useEvent(funnel.data?.event_id)
  const failure = loadFailure(funnel, event)
  if (failure) {
    throw failure
  }
  return (
    <FormModal title={t("funnel.editTitle")} hint={t("funnel.editHint")}>
      {funnel.data && event.data && <EditFunnelForm funnel={funnel.data} event={event.data} />}
    </FormModal>
  )
}

export default EditFunnelPage
