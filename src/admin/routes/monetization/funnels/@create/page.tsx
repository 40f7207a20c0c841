import { KeyboundForm, RouteFocusModal, useRouteModal } from "@medusajs/dashboard/components"
import { Heading, Text } from "@medusajs/ui"
import { useForm } from "react-hook-form"
import { useSearchParams } from "react-router-dom"
import { ModalFooter } from "../../../../components/common/modal-footer"
import { FunnelFields } from "../../../../components/funnels/funnel-fields"
import { useAllEvents } from "../../../../hooks/use-events"
import { useFeedback } from "../../../../hooks/use-feedback"
import { useFunnelRefusal } from "../../../../hooks/use-funnel-refusal"
import { useCreateFunnel } from "../../../../hooks/use-funnels"
import { useText } from "../../../../hooks/use-text"
import { FunnelFormValues, funnelFormValues, funnelInput, validateFunnel } from "../../../../lib/funnel-form"
import { AdminEvent } from "../../../../lib/types"
import { resolverOf } from "../../../../lib/validation"

const CreateFunnelForm = ({ events }: { events: AdminEvent[] }) => {
  const { t } = useText()
  const feedback = useFeedback()
  const { handleSuccess } = useRouteModal()
  const [params] = useSearchParams()
  const { mutateAsync, isPending } = useCreateFunnel()
  const asked = params.get("event_id")
  const first = events.find((event) => event.id === asked) ?? (events.length === 1 ? events[0] : undefined)
  const form = useForm<FunnelFormValues>({
    defaultValues: funnelFormValues(undefined, first?.id),
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
    <RouteFocusModal.Form form={form}>
      <KeyboundForm onSubmit={submit} className="flex h-full flex-col overflow-hidden">
        <RouteFocusModal.Header />
        <RouteFocusModal.Body className="flex flex-1 flex-col items-center overflow-y-auto">
          <div className="flex w-full max-w-[720px] flex-col gap-y-8 px-4 py-8 sm:px-6 md:py-16">
            <div>
              <Heading>{t("funnel.createTitle")}</Heading>
              <Text size="small" className="text-ui-fg-subtle">
                {t("funnel.createHint")}
              </Text>
            </div>
            <FunnelFields form={form} events={events} />
          </div>
        </RouteFocusModal.Body>
        <ModalFooter in={RouteFocusModal} saving={isPending} saveLabel={t("offerForm.saveDraft")} />
      </KeyboundForm>
    </RouteFocusModal.Form>
  )
}

const CreateFunnelPage = () => {
  const { t } = useText()
  const { data: events, isError, error } = useAllEvents()
  if (isError) {
    throw error
  }
  return (
    <RouteFocusModal>
      <RouteFocusModal.Title asChild>
        <span className="sr-only">{t("funnel.createTitle")}</span>
      </RouteFocusModal.Title>
      <RouteFocusModal.Description asChild>
        <span className="sr-only">{t("funnel.createHint")}</span>
      </RouteFocusModal.Description>
      {events && <CreateFunnelForm events={events.filter((event) => event.status !== "archived")} />}
    </RouteFocusModal>
  )
}

export default CreateFunnelPage
