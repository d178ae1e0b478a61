using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Ranking;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Replay.Tests;

/// <summary>The journal of a hot 3 km cell that its city tells where it stands, on the list of the highest means alone.</summary>
sealed class StoredCell(StoredTwins twins)
{
    public static readonly CellId Id = CellId.Parse("130100-3km-0123-0456");
    public static readonly TwinName Name = TwinName.Of(Id);
    public static readonly NaturalMonth January = NaturalMonth.Of(BeijingTime.Of(2026, 1, 1));

    int _told;

    public Task Register(bool isHot) => twins.Append(
        Name, (new Registered(new CellRecord(Id, StoredTwins.County, isHot)), January.Start));

    /// <summary>A rank of 120 cells in a month, told at noon of the third day after.</summary>
    public Task Rank(NaturalMonth month, int rank) => Told(
        month, month.Hours,
        [new ListRank(RankingList.Highest, rank, rank, Ranked: 120, Figure: 100 - rank, Earlier: Exact.None)], 100 - rank);

    /// <summary>A month that had too few hours for a rank.</summary>
    public Task Unranked(NaturalMonth month, int hours) => Told(month, hours, [], 80);

    /// <summary>An hour mean of the first fine cell.</summary>
    public Task Hour(BeijingTime hour, decimal mean) => Append(
        TwinName.Of(Id.Children()[0]),
        new MeanTold(ObservationKind.Hour, FactorCode.Parse("a34004"), hour, mean, DataFlag.Normal, IsReported: false),
        hour.AddSeconds(3600));

    Task Told(NaturalMonth month, int hours, ValueList<ListRank> lists, decimal mean) => Append(
        TwinName.Parse("regions/130100"), new RanksTold(month.Start, mean, hours, lists),
        month.End.AddSeconds(60 * 3600));

    Task Append(TwinName source, SignalBody body, BeijingTime at) => twins.Append(Name, (new Signalled(new Signal
    {
        Source = source,
        SourceSequence = ++_told,
        Ordinal = 0,
        CausedAt = at,
        Body = body,
    }), at));
}
