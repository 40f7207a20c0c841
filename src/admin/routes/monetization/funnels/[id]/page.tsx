import { LayoutComposer } from "@medusajs/dashboard/components"
import { useParams } from "react-router-dom"
import { PageSkeleton } from "../../../../components/common/page-skeleton"
import { FunnelCrumb } from "../../../../components/funnels/funnel-crumb"
import { FunnelFlowSection } from "../../../../components/funnels/funnel-flow-section"
import { FunnelHeader } from "../../../../components/funnels/funnel-header"
import { FunnelStats } from "../../../../components/funnels/funnel-stats"
import { useEvent } from "../../../../hooks/use-events"
import { useFunnel } from "../../../../hooks/use-funnels"

const FunnelPage = () => {
  const { id } = useParams()
  const { data: funnel, isError, error } = useFunnel(id)
  const { data: event } = useEvent(funnel?.event_id)

  if (isError && !funnel) {
    throw error
  }
  if (!funnel) {
    return <PageSkeleton />
  }

  return (
    <LayoutComposer
      widgetsZonePrefix="monetization_funnel.details"
      preferredLayoutId="core:two-column"
      data={funnel}
      sections={{
        main: (
          <>
            <LayoutComposer.Entry id="FunnelHeader">
              <FunnelHeader funnel={funnel} event={event} />
            </LayoutComposer.Entry>
            <LayoutComposer.Entry id="FunnelFlow">
              <FunnelFlowSection funnel={funnel} />
            </LayoutComposer.Entry>
          </>
        ),
        side: (
          <LayoutComposer.Entry id="FunnelStats">
            <FunnelStats funnel={funnel} />
          </LayoutComposer.Entry>
        ),
      }}
    />
  )
}

export const handle = {
  breadcrumb: (match?: { params: { id?: string } }) => <FunnelCrumb id={match?.params.id} />,
}

export default FunnelPage
