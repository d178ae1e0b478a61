using System.Text;

namespace Qianliyan.Hj212.Tests;

/// <summary>The recorded frames beside the repository; tests that need them skip where they are absent.</summary>
static class Corpus
{
    public const string Absent = "The recorded frames (../shared beside the repository) are not here.";

    public sealed record Row(string Frame, string Source, string Verdict, string Notes);

    public static string? Folder { get; } = FindFolder();

    public static bool IsPresent => Folder is not null;

    public static IEnumerable<Row> Frames()
    {
        foreach (string line in File.ReadLines(Path.Combine(Folder!, "domain", "hj212_frames.tsv")).Skip(1))
        {
            string[] cells = line.Split('\t');
            yield return new Row(cells[0], cells[1], cells[2], cells[3]);
        }
    }

    public static IEnumerable<Row> Derived()
    {
        foreach (string line in File.ReadLines(Path.Combine(Folder!, "domain", "hj212_frames_derived.tsv")))
        {
            string[] cells = line.Split('\t');
            yield return new Row(cells[0], "", cells[1], cells[2]);
        }
    }

    public static byte[] Bytes(this Row row) => Encoding.UTF8.GetBytes(row.Frame);

    public static byte[] Bytes(string frame) => Encoding.UTF8.GetBytes(frame);

    static string? FindFolder()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (!File.Exists(Path.Combine(at.FullName, "Orleans.sln")))
                continue;
            string shared = Path.Combine(at.FullName, "..", "shared");
            return File.Exists(Path.Combine(shared, "domain", "hj212_frames.tsv")) ? shared : null;
        }

        return null;
    }
}
