import { withScenes } from '../judging/scenes/with-scenes.ts';
import type { CampaignDocument } from '../reports/documents/campaign.ts';
import { setupOf } from '../setups/resolve/resolve.ts';

/** A merged campaign with the pictures of its stories, which its results are too small to have. */
export const drawn = (campaign: CampaignDocument): CampaignDocument => ({
  ...campaign,
  verdicts: campaign.verdicts.map((verdict) => withScenes(setupOf(verdict.setup, verdict.name), verdict)),
});
