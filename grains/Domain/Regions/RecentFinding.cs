using Qianliyan.Domain.Findings;

namespace Qianliyan.Domain.Regions;

/// <param name="Sequence">The region's own entry that brought it: the cursor of the feed.</param>
[GenerateSerializer, Immutable, Alias("qly.RecentFinding")]
public sealed record RecentFinding([property: Id(0)] long Sequence, [property: Id(1)] Finding Finding);
