using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Type;
using Qianliyan.Cli.Connecting;
using Qianliyan.Cli.Text;
using Qianliyan.V1;

namespace Qianliyan.Cli.Twins;

/// <summary>What twins of every kind show, whichever message it came in.</summary>
/// <param name="Message">The message itself.</param>
sealed record TwinStatus(
    string Name,
    string DisplayName,
    long Sequence,
    Level Level,
    string Reason,
    Timestamp? LevelSince,
    LinkState Link,
    Timestamp? LinkSince,
    string Region,
    LatLng? Location,
    bool IsRegistered,
    IMessage Message)
{
    const int MostValues = 4;

    /// <summary>The newest values of a point that came whole, and why it stands at its level.</summary>
    public string News => string.Join("; ", new[] { Values, Reason }.Where(part => part.Length > 0));

    string Values => Message is Point point
        ? string.Join(", ", point.Factors.Where(factor => factor.LastValue.Length > 0).Take(MostValues).Select(ValueOf))
        : "";

    /// <summary>Its display name says more than the id.</summary>
    public bool HasOwnName => !Name.EndsWith($"/{DisplayName}", StringComparison.Ordinal);

    public static async Task<TwinStatus> Get(Session session, TwinName name, CancellationToken cancellationToken)
    {
        TwinService.TwinServiceClient twins = session.Twins;
        string text = name.Text;
        return name.Kind switch
        {
            TwinKind.Point =>
                Of(await twins.GetPointAsync(new() { Name = text }, cancellationToken: cancellationToken)),
            TwinKind.Enterprise =>
                Of(await twins.GetEnterpriseAsync(new() { Name = text }, cancellationToken: cancellationToken)),
            TwinKind.Incinerator =>
                Of(await twins.GetIncineratorAsync(new() { Name = text }, cancellationToken: cancellationToken)),
            TwinKind.Cell =>
                Of(await twins.GetCellAsync(new() { Name = text }, cancellationToken: cancellationToken)),
            _ => Of(await twins.GetRegionAsync(new() { Name = text }, cancellationToken: cancellationToken)),
        };
    }

    /// <summary>A watch may name a twin that is not there yet; then this is its reason.</summary>
    public static TwinStatus Of(TwinUpdate update)
    {
        TwinStatus twin = Read(update);
        return twin is { Sequence: 0, IsRegistered: false, Reason: "" }
            ? twin with { Reason = "not known: nobody has ever told it anything" }
            : twin;
    }

    static string ValueOf(FactorStatus factor) =>
        factor.LastFlag is DataFlag.Normal or DataFlag.Unspecified
            ? $"{factor.Factor} {factor.LastValue}"
            : $"{factor.Factor} {factor.LastValue} {Words.Letter(factor.LastFlag)}";

    static TwinStatus Read(TwinUpdate update) =>
        update.TwinCase switch
        {
            TwinUpdate.TwinOneofCase.Summary => Of(update.Summary, update.Sequence),
            TwinUpdate.TwinOneofCase.Point => Of(update.Point),
            TwinUpdate.TwinOneofCase.Enterprise => Of(update.Enterprise),
            TwinUpdate.TwinOneofCase.Incinerator => Of(update.Incinerator),
            TwinUpdate.TwinOneofCase.Cell => Of(update.Cell),
            TwinUpdate.TwinOneofCase.Region => Of(update.Region),
            _ => throw new InvalidDataException($"The update of {update.Name} has no twin this version knows."),
        };

    public static TwinStatus Of(TwinSummary t, long sequence) =>
        new(
            t.Name, t.DisplayName, sequence, t.Level, t.LevelReason, t.LevelSince, t.Link, null, "",
            t.Location, true, t);

    static TwinStatus Of(Point t) =>
        new(
            t.Name, t.DisplayName, t.Sequence, t.Level, t.LevelReason, t.LevelSince, t.Link, t.LinkSince, t.Region,
            t.Location, t.Registered, t);

    static TwinStatus Of(Enterprise t) =>
        new(
            t.Name, t.DisplayName, t.Sequence, t.Level, t.LevelReason, t.LevelSince, t.Link, t.LinkSince, t.Region,
            t.Location, t.Registered, t);

    static TwinStatus Of(Incinerator t) =>
        new(
            t.Name, t.DisplayName, t.Sequence, t.Level, t.LevelReason, t.LevelSince, t.Link, t.LinkSince, t.Region,
            t.Location, t.Registered, t);

    static TwinStatus Of(Cell t) =>
        new(
            t.Name, t.DisplayName, t.Sequence, t.Level, t.LevelReason, t.LevelSince, t.Link, t.LinkSince, t.Region,
            t.Location, t.Registered, t);

    static TwinStatus Of(Region t) =>
        new(
            t.Name, t.DisplayName, t.Sequence, t.Level, t.LevelReason, t.LevelSince, t.Link, t.LinkSince, t.Region_,
            t.Location, t.Registered, t);
}
