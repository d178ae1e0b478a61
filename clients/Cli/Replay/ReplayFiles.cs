using System.Globalization;
using System.IO.Compression;
using System.Text;
using CsvHelper;

namespace Qianliyan.Cli.Replay;

static class ReplayFiles
{
    /// <summary>Opens a text file, unpacking <c>.gz</c>.</summary>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    public static StreamReader Open(string path)
    {
        Stream file = File.OpenRead(path);
        if (path.EndsWith(".gz", StringComparison.Ordinal))
            file = new GZipStream(file, CompressionMode.Decompress);
        return new StreamReader(file, Encoding.UTF8);
    }

    /// <summary>A field as an exact number; null when it is empty or none.</summary>
    public static decimal? Number(CsvReader csv, string column) =>
        decimal.TryParse(
            csv.GetField(column), NumberStyles.Number, CultureInfo.InvariantCulture, out decimal value)
            ? value
            : null;
}
