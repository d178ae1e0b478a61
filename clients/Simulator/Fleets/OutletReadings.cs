using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Time;
using Qianliyan.Hj212;

namespace Qianliyan.Simulator.Fleets;

/// <summary>
/// The factors of an upload. A mean is the mean of samples of the same model that gives the instants, so minutes, hours
/// and days fit each other; an interval that is less than 75 % normal carries the flag of its abnormal samples
/// (HJ 212-2017 notes to C.16-C.18).
/// </summary>
static class OutletReadings
{
    const double NormalShare = 0.75;
    const int FurnaceSeconds = 300;

    /// <summary>The length of the interval that a command reports, in seconds; 0 for an instant.</summary>
    public static int IntervalOf(int command, int minuteInterval) => command switch
    {
        Commands.Minute => minuteInterval * BeijingTime.SecondsPerMinute,
        Commands.Hour => BeijingTime.SecondsPerHour,
        Commands.Day => BeijingTime.SecondsPerDay,
        Commands.FurnaceTemperature => FurnaceSeconds,
        _ => 0,
    };

    public static List<FactorField> Of(OutletModel model, int command, BeijingTime dataTime)
    {
        if (command == Commands.DeviceState)
            return States(model, dataTime);
        var fields = new List<FactorField>();
        IReadOnlyList<Signal> signals = model.Outlet.Signals;
        for (int i = 0; i < signals.Count; i++)
        {
            bool isFurnace = signals[i].Factor == Factors.FurnaceTemperature;
            if (command == Commands.Realtime)
                fields.Add(Instant(model, i, dataTime));
            else if (isFurnace == (command == Commands.FurnaceTemperature))
                fields.Add(Mean(model, i, command, dataTime));
        }

        return fields;
    }

    static FactorField Instant(OutletModel model, int index, BeijingTime at)
    {
        Signal signal = model.Outlet.Signals[index];
        double value = model.ValueAt(index, at);
        return new FactorField
        {
            Code = CodeOf(model.Outlet, signal),
            Value = Round(value, signal.Decimals),
            Converted = signal.IsConverted ? Round(model.ConvertAt(value, at), signal.Decimals) : Exact.None,
            Flag = model.FlagAt(at),
        };
    }

    static FactorField Mean(OutletModel model, int index, int command, BeijingTime start)
    {
        Signal signal = model.Outlet.Signals[index];
        int seconds = IntervalOf(command, model.Outlet.Point.MinuteInterval);
        int step = seconds <= BeijingTime.SecondsPerHour ? 30 : 600;
        var values = new Samples();
        var converted = new Samples();
        int normal = 0;
        for (int offset = 0; offset < seconds; offset += step)
        {
            BeijingTime at = start.AddSeconds(offset);
            double value = model.ValueAt(index, at);
            values.Add(value);
            if (signal.IsConverted)
                converted.Add(model.ConvertAt(value, at));
            if (model.FlagAt(at) == DataFlag.Normal)
                normal++;
        }

        var field = new FactorField
        {
            Code = CodeOf(model.Outlet, signal),
            Value = Round(values.Mean, signal.Decimals),
            Flag = normal >= NormalShare * values.Count ? DataFlag.Normal : DataFlag.Maintenance,
        };
        if (command == Commands.FurnaceTemperature)
            return field with { Flag = DataFlag.None };
        return field with
        {
            Min = Round(values.Least, signal.Decimals),
            Max = Round(values.Most, signal.Decimals),
            Converted = Round(converted.Mean, signal.Decimals),
            ConvertedMin = Round(converted.Least, signal.Decimals),
            ConvertedMax = Round(converted.Most, signal.Decimals),
            Total = signal.IsFlow ? Round(values.Mean * seconds, 1) : Exact.None,
        };
    }

    /// <summary>1 running, 3 maintenance (HJ 212-2017 table 4, SBxxx-RS).</summary>
    static List<FactorField> States(OutletModel model, BeijingTime at)
    {
        decimal state = model.FlagAt(at) == DataFlag.Normal ? 1 : 3;
        return [.. model.Outlet.Devices.Select(device => new FactorField { Code = device, Value = state })];
    }

    /// <summary>A device of 2005 writes the codes of 2005.</summary>
    static FactorCode CodeOf(Outlet outlet, Signal signal)
    {
        if (outlet.Version != ProtocolVersion.V2005)
            return signal.Factor;
        FactorCode old = Hj212.Factors.FactorTable.Find(signal.Factor)?.OldCode ?? default;
        return old.IsEmpty ? signal.Factor : old;
    }

    static Exact Round(double value, int decimals) =>
        double.IsNaN(value) ? Exact.None : Exact.From(decimal.Round((decimal)value, decimals));

    struct Samples()
    {
        double _sum;

        public int Count { get; private set; }

        public double Least { get; private set; } = double.NaN;

        public double Most { get; private set; } = double.NaN;

        public readonly double Mean => Count == 0 ? double.NaN : _sum / Count;

        public void Add(double value)
        {
            _sum += value;
            Count++;
            Least = double.IsNaN(Least) ? value : Math.Min(Least, value);
            Most = double.IsNaN(Most) ? value : Math.Max(Most, value);
        }
    }
}
