using System.Globalization;
using System.Text;
using System.Text.Json;
using Qianliyan.Domain.Time;
using Qianliyan.Hj212;

namespace Qianliyan.Cli.Replay;

/// <summary>A recorded two-way HJ 212 dialogue: what the station sent goes out byte for byte.</summary>
sealed class DialogueSource(string directory) : IReplaySource
{
    const string LogTimeFormat = "yyyy-MM-dd HH:mm:ss,fff";
    const long Year = 366L * BeijingTime.SecondsPerDay;

    public string RegistryCsv()
    {
        var csv = new RegistryCsv();
        foreach ((string mn, string st) in Frames(new ReplayTally()).Select(frame => (frame.Mn, frame.St)).Distinct())
            csv.Add(mn, st, $"Surface-water station {mn}", "other", "110000", null, null, "");
        return csv.ToString();
    }

    public IEnumerable<ReplayItem> Read(ReplayTally tally)
    {
        List<ReplayItem> items = [.. Frames(tally).Select(frame => new ReplayItem(frame.At, frame.Mn, frame.Bytes))];
        long end = items.Select(item => item.At.UnixSeconds).DefaultIfEmpty().Max();
        foreach (ReplayItem item in items)
        {
            if (item.At.UnixSeconds < end - Year)
                tally.Count("clock more than a year behind the rest (sent)");
            yield return item;
        }
    }

    IEnumerable<(BeijingTime At, string Mn, string St, byte[] Bytes)> Frames(ReplayTally tally)
    {
        var message = new Message();
        foreach (string path in Directory.GetFiles(directory, "*.jsonl.gz").Order(StringComparer.Ordinal))
        {
            using StreamReader reader = ReplayFiles.Open(path);
            while (reader.ReadLine() is { } line)
            {
                using JsonDocument record = JsonDocument.Parse(line);
                if (record.RootElement.GetProperty("dir").GetString() != "up")
                {
                    tally.Count("lines of the centre (not sent)");
                    continue;
                }

                byte[] bytes = Encoding.UTF8.GetBytes(record.RootElement.GetProperty("frame").GetString() + "\r\n");
                FrameDecoder.Decode(bytes, message);
                if (!Commands.IsUpload(message.Command))
                {
                    tally.Count($"CN={message.Command.ToString(CultureInfo.InvariantCulture)} (no upload, not sent)");
                    continue;
                }

                string logged = record.RootElement.GetProperty("log_time").GetString()!;
                var at = DateTime.ParseExact(logged, LogTimeFormat, CultureInfo.InvariantCulture);
                yield return (
                    BeijingTime.From(new DateTimeOffset(at, BeijingTime.Offset)),
                    Encoding.ASCII.GetString(message.Mn),
                    Encoding.ASCII.GetString(message.St),
                    bytes);
            }
        }
    }
}
