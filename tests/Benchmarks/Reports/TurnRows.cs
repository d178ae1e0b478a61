namespace Qianliyan.Benchmarks.Reports;

/// <summary>Rows of a comparison that takes turns with its ceiling. Each is reported as soon as it is there.</summary>
sealed class TurnRows
{
    readonly Report _report;
    readonly List<Row> _ceilings;
    readonly List<Row> _rows = [];

    public TurnRows(Report report)
        : this(report, [])
    {
    }

    TurnRows(Report report, List<Row> ceilings) => (_report, _ceilings) = (report, ceilings);

    /// <summary>Mean rate of the ceiling's turns so far.</summary>
    public double Ceiling => Mean(_ceilings);

    /// <summary>Mean rate of the turns so far.</summary>
    public double Rate => Mean(_rows);

    public double Share => Rate / Ceiling;

    public double WorstP99 => _rows.Max(row => row.Latency!.Value.P99);

    /// <summary>Other rows with the same ceiling.</summary>
    public TurnRows Beside() => new(_report, _ceilings);

    public void AddCeiling(Row row)
    {
        _ceilings.Add(row);
        _report.Add(row);
    }

    public void Add(Row row)
    {
        _rows.Add(row);
        _report.Add(row with { Ceiling = Ceiling });
    }

    static double Mean(List<Row> rows) => rows.Average(row => row.Rate!.Value);
}
