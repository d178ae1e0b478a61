using System.CommandLine;
using System.Net;
using System.Text.Json;
using Qianliyan.Domain.Time;
using Qianliyan.Simulator.Load;

namespace Qianliyan.Simulator.Terminal;

/// <summary><c>simulator load</c>.</summary>
sealed class LoadCommand
{
    static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };
    static readonly LoadOptions Default = new() { Gateway = new IPEndPoint(IPAddress.Loopback, 5212) };

    readonly Option<IPEndPoint> _gateway = EndpointOption.Gateway();
    readonly Option<int> _connections = Number("--connections", "TCP connections.", Default.Connections);
    readonly Option<int> _points = Number("--points", "Points, spread over the connections.", Default.Points);
    readonly Option<double> _rate = new("--rate")
    {
        Description = "Frames per second, open loop; 0 is saturation, closed loop.",
    };
    readonly Option<int> _window = Number("--window", "Frames in flight per connection.", Default.Window);
    readonly Option<TimeSpan> _duration = Durations.Option("--duration", "Measured time.", Default.Duration);
    readonly Option<TimeSpan> _warmup = Durations.Option("--warmup", "Before it.", Default.Warmup);
    readonly Option<int> _factors = Number("--factors", "Factors per frame, 1 to 20.", Default.Factors);
    readonly Option<int> _bytes = Number("--bytes", "Frame length to fill up to, about.", Default.FrameBytes);
    readonly Option<bool> _backFill = new("--backfill") { Description = "Data times begin a day earlier." };
    readonly Option<TimeSpan> _step = Durations.Option(
        "--data-step", "From one data time of a point to its next.", Default.DataStep);
    readonly Option<DateTimeOffset?> _dataStart = new("--data-start")
    {
        Description = "First data time, such as 2026-03-01T00:00:00+08:00.",
    };
    readonly Option<string> _prefix = new("--mn-prefix")
    {
        Description = "MNs are this and six digits.",
        DefaultValueFactory = _ => Default.MnPrefix,
    };
    readonly Option<string> _password = new("--password")
    {
        Description = "PW of all points.",
        DefaultValueFactory = _ => Default.Password,
    };
    readonly Option<int> _threads = Number("--threads", "Threads that send and receive.", Default.Threads);
    readonly Option<bool> _reconnect = new("--reconnect")
    {
        Description = "Outlive the gateway: connect again, send unanswered frames again.",
    };
    readonly Option<FileInfo?> _acked = new("--acked-log")
    {
        Description = "Append 'MN QN DataTime' of each acknowledged frame.",
    };
    readonly Option<bool> _json = new("--json") { Description = "Print the result as JSON." };

    public Command Create()
    {
        var command = new Command("load", "Thousands of connections with prepared frames.");
        foreach (Option option in (Option[])
            [
                _gateway, _connections, _points, _rate, _window, _duration, _warmup, _factors, _bytes, _backFill, _step,
                _dataStart, _prefix, _password, _threads, _reconnect, _acked, _json,
            ])
        {
            command.Options.Add(option);
        }

        command.SetAction(Run);
        return command;
    }

    async Task<int> Run(ParseResult parsed, CancellationToken cancellation)
    {
        var options = new LoadOptions
        {
            Gateway = parsed.GetRequiredValue(_gateway),
            Connections = parsed.GetValue(_connections),
            Points = parsed.GetValue(_points),
            Rate = parsed.GetValue(_rate),
            Window = parsed.GetValue(_window),
            Duration = parsed.GetValue(_duration),
            Warmup = parsed.GetValue(_warmup),
            Factors = parsed.GetValue(_factors),
            FrameBytes = parsed.GetValue(_bytes),
            BackFill = parsed.GetValue(_backFill),
            DataStep = parsed.GetValue(_step),
            DataStart = parsed.GetValue(_dataStart) is { } start ? BeijingTime.From(start) : null,
            MnPrefix = parsed.GetRequiredValue(_prefix),
            Password = parsed.GetRequiredValue(_password),
            Threads = parsed.GetValue(_threads),
            Reconnect = parsed.GetValue(_reconnect),
            AckedLog = parsed.GetValue(_acked)?.FullName,
        };
        TextWriter error = parsed.InvocationConfiguration.Error;
        try
        {
            LoadResult result = await new LoadRunner(options, TimeProvider.System).RunAsync(cancellation);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(
                parsed.GetValue(_json) ? JsonSerializer.Serialize(result, Json) : LoadTable.Of(result));
            return 0;
        }
        catch (ArgumentOutOfRangeException wrong)
        {
            await error.WriteLineAsync(wrong.Message);
            return 2;
        }
        catch (System.Net.Sockets.SocketException refused)
        {
            await error.WriteLineAsync($"no connection to {options.Gateway}: {refused.Message}");
            return 1;
        }
    }

    static Option<int> Number(string name, string description, int byDefault) =>
        new(name) { Description = description, DefaultValueFactory = _ => byDefault };
}
