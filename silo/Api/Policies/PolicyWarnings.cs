using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Policies.Files;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Replay.Policies;
using Qianliyan.Storage.Journal;

namespace Qianliyan.Api.Policies;

/// <summary>What is worth a warning in a sound policy: CheckPolicy and ActivatePolicy say the same.</summary>
sealed class PolicyWarnings(IJournal journal, PolicyArchive archive, TimeProvider time)
{
    public async Task<IReadOnlyList<PolicyFault>> In(PolicyDocument document, CancellationToken cancellationToken) =>
    [
        .. UnsaidRegion.In(document),
        .. await UnknownRegions(document, cancellationToken),
        .. UnknownFactors.In(document),
        .. LimitsForNobody.In(document, archive.Book),
        .. PolicyUnusual.In(document, BeijingTime.From(time.GetUtcNow()).Date),
    ];

    /// <summary>A region is known once a twin in it was told of: before that nobody is judged by what holds there.</summary>
    async Task<List<PolicyFault>> UnknownRegions(PolicyDocument document, CancellationToken cancellationToken)
    {
        var faults = new List<PolicyFault>();
        foreach ((string path, RegionPrefix region) in PolicyRegions.Named(document.Policy).DistinctBy(named => named.Region))
        {
            if (!await journal.ContainsAsync(TwinName.Of(region.Region).ToString(), cancellationToken))
                faults.Add(document.FaultAt(path, "is a region of which no twin is known: nobody is judged by it yet"));
        }

        return faults;
    }
}
