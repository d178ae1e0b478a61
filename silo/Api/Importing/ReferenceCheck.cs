using System.Collections.Concurrent;
using System.Globalization;
using Qianliyan.Abstractions;
using Qianliyan.Domain.Enterprises;
using Qianliyan.Domain.Policies;
using Qianliyan.Domain.Regions;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Time;
using Qianliyan.Registry;

namespace Qianliyan.Api.Importing;

/// <summary>
/// Holds what the records of an import refer to against the registry as it would be after it. Twins are asked for once,
/// and only those that are referred to.
/// </summary>
sealed class ReferenceCheck(IGrainFactory grains, PolicyBook book, BeijingTime now, int callsAtATime)
{
    readonly Dictionary<TwinName, Amendment> _read = [];
    readonly ConcurrentDictionary<TwinName, RegistryRecord?> _registered = [];
    readonly Dictionary<(EnterpriseId Enterprise, string Tag), int> _groups = [];

    /// <param name="files">The records of each file, points as later files of the import made them.</param>
    /// <param name="limits">The rows of each file that is of limits.</param>
    /// <returns>The warnings of each file, in the order of its rows.</returns>
    public async Task<IReadOnlyList<ImportProblem>[]> Run(
        IReadOnlyList<IReadOnlyList<Amendment>> files,
        IReadOnlyList<IReadOnlyList<(PointLimit Row, long Line)>> limits,
        CancellationToken cancellationToken)
    {
        foreach (Amendment read in files.SelectMany(file => file))
            _read[read.Record.Twin] = _read.TryGetValue(read.Record.Twin, out Amendment earlier) ? read.After(earlier) : read;
        await Ask(_read.Values.Where(NeedsFormer).Select(read => read.Record.Twin), cancellationToken);
        await Ask(_read.Keys.Select(Find).OfType<RegistryRecord>().SelectMany(NamedBy), cancellationToken);
        await CountGroups(cancellationToken);
        return
        [
            .. files.Zip(limits, (file, ofFile) => (IReadOnlyList<ImportProblem>)
            [
                .. file.SelectMany(WarningsOf),
                .. ofFile.Select(limit => StartOf(limit.Row, limit.Line)).OfType<ImportProblem>(),
            ]),
        ];
    }

    IEnumerable<ImportProblem> WarningsOf(Amendment read) => FaultsOf(read.Record.Twin).Select(fault => new ImportProblem(
        read.Line, fault.Field, fault.Value, fault.Reason, ImportSeverity.Warning));

    /// <summary>Says from when a limit holds that names no day, at a point that was registered before.</summary>
    ImportProblem? StartOf(PointLimit row, long line)
    {
        TwinName twin = TwinName.Of(row.Point);
        if (_registered.GetValueOrDefault(twin) is not PointRecord former
            || Find(twin) is not PointRecord point
            || !LimitHistory.BeginningOn(former, point, now.Date).Contains(row.Limit))
        {
            return null;
        }

        string day = now.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new ImportProblem(
            line, "valid_from", "",
            $"is not given: the limit of {row.Limit.Factor} holds from {day}, as the point was registered without it",
            ImportSeverity.Warning);
    }

    IEnumerable<ReferenceFault> FaultsOf(TwinName twin)
    {
        switch (Find(twin))
        {
            case IncineratorRecord furnace:
                return RegistryReferences.Of(furnace, Find, book.InForce(furnace.Place), now);
            case EnterpriseRecord enterprise:
                return RegistryReferences.Of(enterprise, Find);
            case PointRecord point:
                var former = _registered.GetValueOrDefault(twin) as PointRecord;
                IEnumerable<ReferenceFault> faults = RegistryReferences.Of(point, former, Find)
                    .Concat(RegistryReferences.OfOxygen(point, book.InForce(point.Place), now))
                    .Concat(former is null ? [] : RegistryReferences.OfDatedLimits(point, former, now));
                return OfLike(point) is { } alone ? faults.Append(alone) : faults;
            default:
                return [];
        }
    }

    ReferenceFault? OfLike(PointRecord point)
    {
        DetectorPolicy policy = book.InForce(point.Place).Detectors;
        if (RegistryReferences.LikeTagOf(point, policy) is not { } tag)
            return null;
        int others = point.Enterprise is { } enterprise ? _groups.GetValueOrDefault((enterprise, tag)) - 1 : 0;
        return RegistryReferences.OfLike(point, tag, others, policy.PeerGap.LeastPeers);
    }

    /// <summary>As it stands after the import; null where nothing is registered.</summary>
    RegistryRecord? Find(TwinName twin)
    {
        RegistryRecord? former = _registered.GetValueOrDefault(twin);
        return !_read.TryGetValue(twin, out Amendment read) ? former
            : former is null ? read.Record
            : read.Record.Over(former, read.Said);
    }

    /// <summary>What is not said stands as it was, and what is said may differ from it.</summary>
    static bool NeedsFormer(Amendment read) => read.Record is PointRecord or IncineratorRecord or EnterpriseRecord;

    IEnumerable<TwinName> NamedBy(RegistryRecord record)
    {
        switch (record)
        {
            case IncineratorRecord furnace:
                return
                [
                    TwinName.Of(furnace.Enterprise), TwinName.Of(furnace.EmissionPoint), TwinName.Of(furnace.TemperaturePoint),
                ];
            case EnterpriseRecord enterprise:
                return enterprise.Relations.SelectMany(relation => (TwinName[])
                    [TwinName.Of(relation.Production.Point), TwinName.Of(relation.Treatment.Point)]);
            case PointRecord point:
                var former = _registered.GetValueOrDefault(point.Twin) as PointRecord;
                var named = new List<TwinName>();
                if (point.Enterprise is { } owner)
                    named.Add(TwinName.Of(owner));
                if (point.Incinerator is { } furnaceOf)
                    named.Add(TwinName.Of(furnaceOf));
                if (former?.Incinerator is { } left)
                    named.Add(TwinName.Of(left));
                if (former?.Enterprise is { } formerOwner && formerOwner != point.Enterprise)
                    named.Add(TwinName.Of(formerOwner));
                return named;
            default:
                return [];
        }
    }

    /// <summary>How many points of an enterprise have a tag that names their like, registered before or with this import.</summary>
    async Task CountGroups(CancellationToken cancellationToken)
    {
        EnterpriseId[] enterprises =
        [
            .. _read.Keys.Select(Find).OfType<PointRecord>().Where(point => TagOf(point) is not null)
                .Select(point => point.Enterprise).OfType<EnterpriseId>().Distinct(),
        ];
        var rosters = new ConcurrentBag<TwinName>();
        await Parallel.ForEachAsync(enterprises, Limits(cancellationToken), async (enterprise, _) =>
        {
            if (await grains.GetTwin(TwinName.Of(enterprise)).GetStatus() is not EnterpriseStatus status)
                return;
            foreach (RosterLine line in status.Roster.Where(line => line.Name.Kind == TwinKind.Point))
                rosters.Add(line.Name);
        });
        await Ask(rosters, cancellationToken);
        foreach (PointRecord point in _read.Keys.Concat(rosters).Distinct().Select(Find).OfType<PointRecord>())
        {
            if (point.Enterprise is { } owner && TagOf(point) is { } tag)
                _groups[(owner, tag)] = _groups.GetValueOrDefault((owner, tag)) + 1;
        }
    }

    string? TagOf(PointRecord point) => RegistryReferences.LikeTagOf(point, book.InForce(point.Place).Detectors);

    async Task Ask(IEnumerable<TwinName> twins, CancellationToken cancellationToken)
    {
        TwinName[] asked = [.. twins.Distinct().Where(twin => !_registered.ContainsKey(twin))];
        await Parallel.ForEachAsync(asked, Limits(cancellationToken), async (twin, _) =>
            _registered[twin] = await grains.GetTwin(twin).GetRegistration());
    }

    ParallelOptions Limits(CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = callsAtATime, CancellationToken = cancellationToken };
}
