using System.Text.Json;

namespace Qianliyan.Storage.Clustering;

/// <summary>
/// Stored form of a membership entry, JSON. Times are UTC; the whole row is replaced with every update, so what is
/// null in memory is null on disk.
/// </summary>
sealed record MembershipRow(
    string Silo,
    SiloStatus Status,
    IReadOnlyList<MembershipRow.Suspicion>? Suspicions,
    int ProxyPort,
    string? HostName,
    string? SiloName,
    string? RoleName,
    int UpdateZone,
    int FaultZone,
    DateTime StartTime,
    DateTime AliveTime)
{
    public static byte[] Serialize(MembershipEntry entry) => JsonSerializer.SerializeToUtf8Bytes(new MembershipRow(
        entry.SiloAddress.ToParsableString(),
        entry.Status,
        entry.SuspectTimes?.Select(pair => new Suspicion(pair.Item1.ToParsableString(), Utc(pair.Item2))).ToList(),
        entry.ProxyPort,
        entry.HostName,
        entry.SiloName,
        entry.RoleName,
        entry.UpdateZone,
        entry.FaultZone,
        Utc(entry.StartTime),
        Utc(entry.IAmAliveTime)));

    /// <exception cref="StorageCorruptException">Not such a row.</exception>
    public static MembershipEntry Deserialize(ReadOnlySpan<byte> json)
    {
        var row = Parse(json);
        return new()
        {
            SiloAddress = SiloAddress.FromParsableString(row.Silo),
            Status = row.Status,
            SuspectTimes = row.Suspicions?
                .Select(suspicion => Tuple.Create(SiloAddress.FromParsableString(suspicion.By), suspicion.At)).ToList(),
            ProxyPort = row.ProxyPort,
            HostName = row.HostName!,
            SiloName = row.SiloName!,
            RoleName = row.RoleName,
            UpdateZone = row.UpdateZone,
            FaultZone = row.FaultZone,
            StartTime = row.StartTime,
            IAmAliveTime = row.AliveTime,
        };
    }

    static MembershipRow Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<MembershipRow>(json)
                ?? throw new StorageCorruptException("A membership row is null.");
        }
        catch (JsonException error)
        {
            throw new StorageCorruptException("A membership row is not JSON of the known layout.", error);
        }
    }

    static DateTime Utc(DateTime time) => time.Kind switch
    {
        DateTimeKind.Local => time.ToUniversalTime(),
        _ => DateTime.SpecifyKind(time, DateTimeKind.Utc),
    };

    internal sealed record Suspicion(string By, DateTime At);
}
