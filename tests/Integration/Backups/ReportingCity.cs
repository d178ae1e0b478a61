using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Qianliyan.Domain.Time;
using Qianliyan.Hj212;
using Qianliyan.Integration.Silos;
using Qianliyan.V1;

namespace Qianliyan.Integration.Backups;

/// <summary>
/// Plants with a furnace and outlets, and micro-stations beside them, whose devices report hour after hour as fast as
/// they are acknowledged: every hour closes the one before, many are over their limit, and points, furnaces, plants,
/// cells and regions have much to tell each other, in both directions.
/// </summary>
sealed class ReportingCity
{
    const int Plants = 6;
    const int OutletsOfPlant = 4;
    const string Factor = "a21026";

    /// <summary>Hours of data before now.</summary>
    const int FirstHour = 7_000;

    readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _acknowledged = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> _hours = new(StringComparer.Ordinal);
    readonly BeijingTime _start =
        BeijingTime.From(TimeProvider.System.GetUtcNow()).StartOfHour.AddSeconds(-3_600L * FirstHour);

    int _count;

    static IEnumerable<string> Devices =>
        Enumerable.Range(0, Plants).SelectMany(plant => OutletsOf(plant).Append($"BK{plant}S"));

    public int Acknowledged => Volatile.Read(ref _count);

    /// <summary>By device, the request numbers that were answered.</summary>
    public Dictionary<string, string[]> AcknowledgedSoFar() =>
        _acknowledged.ToDictionary(device => device.Key, device => device.Value.ToArray(), StringComparer.Ordinal);

    /// <summary>Counts anew what is acknowledged; the hours go on.</summary>
    public void Forget() => _acknowledged.Clear();

    public static async Task Register(SiloApi api, CancellationToken cancellationToken)
    {
        var (enterprises, points, limits, furnaces) = (
            new StringBuilder("code,name,industry,region\n"),
            new StringBuilder("mn,st,name,kind,enterprise,incinerator,region,longitude,latitude,tags\n"),
            new StringBuilder("mn,st,factor,period,upper,lower,source,clause\n"),
            new StringBuilder("plant,furnace,name,enterprise,region,emission_point\n"));
        for (int plant = 0; plant < Plants; plant++)
        {
            string region = plant % 2 == 0 ? "130102" : "130109";
            enterprises.AppendLine($"BK{plant},Works {plant},N7820,{region}");
            furnaces.AppendLine($"BK{plant},1,Furnace {plant},BK{plant},{region},BK{plant}O0-31");
            string place = $"114.5{plant},38.0{plant}";
            foreach (string outlet in OutletsOf(plant))
            {
                bool isOfFurnace = outlet.EndsWith("O0", StringComparison.Ordinal);
                points.AppendLine(
                    $"{outlet},31,Outlet,{(isOfFurnace ? "incinerator_flue_gas" : "flue_gas")},BK{plant},"
                    + $"{(isOfFurnace ? $"BK{plant}-1" : "")},{region},{place},{(isOfFurnace ? "" : "like:stacks")}");
                limits.AppendLine($"{outlet},31,{Factor},hour,100,,permit,1");
                limits.AppendLine($"{outlet},31,{Factor},day,80,,permit,1");
            }

            points.AppendLine($"BK{plant}S,31,Station,micro_station,,,{region},{place},");
        }

        ImportResult result = await api.Import(
            cancellationToken,
            (RegistryFileKind.Enterprises, enterprises.ToString()),
            (RegistryFileKind.Points, points.ToString()),
            (RegistryFileKind.Limits, limits.ToString()),
            (RegistryFileKind.Incinerators, furnaces.ToString()));
        result.AppliedCount.ShouldBe(Plants);
    }

    /// <summary>Reports until it is stopped, or the silo is gone.</summary>
    /// <param name="gateways">Devices go to them in turn.</param>
    /// <param name="stopped">Ends it.</param>
    public Task Report(IReadOnlyList<IPEndPoint> gateways, CancellationToken stopped) => Task.WhenAll(
        Devices.Select((mn, i) => Report(mn, gateways[i % gateways.Count], stopped)));

    async Task Report(string mn, IPEndPoint gateway, CancellationToken stopped)
    {
        ConcurrentQueue<string> acknowledged = _acknowledged.GetOrAdd(mn, _ => new ConcurrentQueue<string>());
        try
        {
            await using var device = new TestDevice { Mn = mn };
            await device.Connect(gateway, stopped);
            while (true)
            {
                int hour = Hour(mn);
                await device.Send(
                    device.Frame(Commands.Hour, _start.AddSeconds(3_600L * hour), Factor, ValueOf(mn, hour)), stopped);
                acknowledged.Enqueue((await device.Answer(stopped)).RequestNumber);
                Interlocked.Increment(ref _count);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
        {
            return;
        }
    }

    int Hour(string mn)
    {
        lock (_hours)
            return _hours[mn] = _hours.GetValueOrDefault(mn) + 1;
    }

    /// <summary>Some hours over the limit of an hour, some days over that of a day.</summary>
    static decimal ValueOf(string mn, int hour) =>
        40 + ((hour * 7) + mn[2]) % 80 + (hour / 24 % 3 == 0 ? 30 : 0);

    static IEnumerable<string> OutletsOf(int plant) =>
        Enumerable.Range(0, OutletsOfPlant).Select(outlet => $"BK{plant}O{outlet}");
}
