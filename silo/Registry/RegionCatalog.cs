using System.Globalization;
using CsvHelper;
using Qianliyan.Domain.Registry;

namespace Qianliyan.Registry;

/// <summary>
/// The regions that come with the program: names of the provinces and of the cities under special air control, and the
/// dated membership of those cities in <c>2+26</c>, <c>2+36</c> and <c>fenwei</c>.
/// </summary>
public sealed class RegionCatalog
{
    readonly Dictionary<RegionCode, RegionRecord> _regions;

    RegionCatalog(IEnumerable<RegionRecord> regions, IReadOnlyList<RegionGroupMember> members)
    {
        _regions = regions.ToDictionary(region => region.Code);
        Members = members;
    }

    /// <summary>The catalog of the embedded data files.</summary>
    public static RegionCatalog Default { get; } = Load();

    public IReadOnlyCollection<RegionRecord> Regions => _regions.Values;

    /// <summary>Every membership, past ones too.</summary>
    public IReadOnlyList<RegionGroupMember> Members { get; }

    /// <summary>The region, with an empty name where the catalog has none.</summary>
    public RegionRecord this[RegionCode code] =>
        _regions.TryGetValue(code, out RegionRecord? region) ? region : new RegionRecord(code, "");

    /// <summary>The members of a group on a natural day, Beijing time.</summary>
    public IEnumerable<RegionCode> MembersOf(string group, DateOnly day) =>
        Members.Where(member => member.Group == group && member.HoldsOn(day)).Select(member => member.Region);

    /// <summary>The groups a region stands in on a natural day, by itself or through a region above it.</summary>
    public IEnumerable<string> GroupsOf(RegionCode region, DateOnly day) =>
        Members
            .Where(member => member.HoldsOn(day) && member.Region.Contains(region))
            .Select(member => member.Group)
            .Distinct();

    static RegionCatalog Load() =>
        new(
            Rows("regions.csv").Select(row => new RegionRecord(RegionCode.Parse(row[0]), row[1])),
            [
                .. Rows("region_groups.csv").Select(row => new RegionGroupMember(
                    row[0],
                    RegionCode.Parse(row[1]),
                    Day(row[2]),
                    row[3].Length > 0 ? Day(row[3]) : null,
                    row[5])),
            ]);

    static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    static IEnumerable<string[]> Rows(string file)
    {
        Stream stream = typeof(RegionCatalog).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"The data file {file} is not embedded.");
        using var reader = new StreamReader(stream);
        using var parser = new CsvParser(reader, CultureInfo.InvariantCulture);
        bool isHeaderRead = false;
        while (parser.Read())
        {
            if (parser[0].StartsWith('#'))
                continue;
            if (isHeaderRead)
                yield return parser.Record!;
            isHeaderRead = true;
        }
    }
}
