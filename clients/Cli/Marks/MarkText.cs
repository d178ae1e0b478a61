using Qianliyan.Cli.Connecting;
using Qianliyan.Cli.Text;
using Qianliyan.V1;

namespace Qianliyan.Cli.Marks;

/// <summary>A version of a mark in two lines: what it says, and who says so.</summary>
static class MarkText
{
    public static async Task Show(Session session, Mark mark)
    {
        if (session.Json)
        {
            await session.Terminal.Out.WriteLineAsync(CliJson.Of(mark));
            return;
        }

        await session.Terminal.Out.WriteLineAsync(
            $"{mark.Name}  {Said(mark)}  {TimeText.Of(mark.StartTime)} to {EndOf(mark)}");
        await session.Terminal.Out.WriteLineAsync(
            $"  {(mark.Deleted ? "deleted, " : "")}revision {mark.Revision}, {Words.Of(Words.MarkSources, mark.Source)} "
            + $"{PlainText.Of(mark.Author)}, {TimeText.Of(mark.MarkTime)}: {PlainText.Of(mark.Reason)}");
        foreach (string note in mark.Notes)
            await session.Terminal.Out.WriteLineAsync($"  {(mark.Late && note == mark.Notes[0] ? "late" : "note")}: {PlainText.Of(note)}");
    }

    /// <summary>The code with its term, and the pollutant where it is about one.</summary>
    public static string Said(Mark mark)
    {
        string factor = mark.Factor.Length > 0 ? $" of {FactorText.Of(mark.Factor)}" : "";
        return $"{Words.Of(Words.Marks, mark.Code)} {mark.Term}{factor}{Measured(mark.Sample)}";
    }

    static string Measured(ManualSample? sample)
    {
        if (sample is null)
            return "";
        string converted = sample.ConvertedValue.Length > 0 ? $" ({sample.ConvertedValue} at reference oxygen)" : "";
        return $": {sample.Value}{converted}, {Words.Of(Words.Purposes, sample.Purpose)}, {PlainText.Of(sample.Method)}";
    }

    public static string EndOf(Mark mark) => mark.EndTime is null ? "open end" : TimeText.Of(mark.EndTime);
}
