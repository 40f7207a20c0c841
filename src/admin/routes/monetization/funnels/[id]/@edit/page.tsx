import { KeyboundForm, RouteFocusModal, useRouteModal } from "@medusajs/dashboard/components"
import { Heading } from "@medusajs/ui"
import { useForm } from "react-hook-form"
import { useParams } from "react-router-dom"
import { ModalFooter } from "../../../../../components/common/modal-footer"
import { FunnelFields } from "../../../../../components/funnels/funnel-fields"
import { useEvent } from "../../../../../hooks/use-events"
import { useFeedback } from "../../../../../hooks/use-feedback"
import { useFunnelRefusal } from "../../../../../hooks/use-funnel-refusal"
import { useFunnel, useUpdateFunnel } from "../../../../../hooks/use-funnels"
import { useText } from "../../../../../hooks/use-text"
import { FunnelFormValues, funnelFormValues, funnelInput, validateFunnel } from "../../../../../lib/funnel-form"
import { AdminFunnel } from "../../../../../lib/funnel-types"
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
    <RouteFocusModal.Form form={form}>
      <KeyboundForm onSubmit={submit} className="flex h-full flex-col overflow-hidden">
        <RouteFocusModal.Header />
        <RouteFocusModal.Body className="flex flex-1 flex-col items-center overflow-y-auto">
          <div className="flex w-full max-w-[720px] flex-col gap-y-8 px-4 py-8 sm:px-6 md:py-16">
            <Heading>{t("funnel.editTitle")}</Heading>
            <FunnelFields form={form} events={[event]} editing />
          </div>
        </RouteFocusModal.Body>
        <ModalFooter in={RouteFocusModal} saving={isPending} />
      </KeyboundForm>
    </RouteFocusModal.Form>
  )
}

const EditFunnelPage = () => {
  const { t } = useText()
  const { id } = useParams()
  const funnel = useFunnel(id)
  const event = useEvent(funnel.data?.event_id)
  const failure = (!funnel.data && funnel.error) || event.error
  if (failure) {
    throw failure
  }
  return (
    <RouteFocusModal>
      <RouteFocusModal.Title asChild>
        <span className="sr-only">{t("funnel.editTitle")}</span>
      </RouteFocusModal.Title>
      <RouteFocusModal.Description asChild>
        <span className="sr-only">{t("funnel.editHint")}</span>
      </RouteFocusModal.Description>
      {funnel.data && event.data && <EditFunnelForm funnel={funnel.data} event={event.data} />}
    </RouteFocusModal>
  )
}

export default EditFunnelPage
