using System.Text;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Registry.Tests;

static class Given
{
    public const string PointHeader = "mn,st,name,kind,region,enterprise,longitude,latitude";

    public static readonly GridProjection Grid = new();

    public static ImportOptions Options => new() { Grid = Grid, Datum = Datum.Wgs84 };

    public static MemoryStream Text(params string[] lines) => new(Encoding.UTF8.GetBytes(string.Join('\n', lines)));

    public static FileStream Sample(string name) =>
        File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Samples", name));

    public static ImportResult<PointRecord> Points(ImportOptions options, params string[] lines) =>
        RegistryImport.Points(Text(lines), options, TestContext.Current.CancellationToken);
}
