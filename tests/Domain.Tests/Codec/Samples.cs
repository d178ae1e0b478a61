using CsCheck;
using Qianliyan.Domain.Electricity;
using Qianliyan.Domain.Findings;
using Qianliyan.Domain.Geography;
using Qianliyan.Domain.Incinerators.Rules;
using Qianliyan.Domain.Marks;
using Qianliyan.Domain.Measurements;
using Qianliyan.Domain.Observations;
using Qianliyan.Domain.Ranking;
using Qianliyan.Domain.Registry;
using Qianliyan.Domain.Signals;
using Qianliyan.Domain.Time;
using Qianliyan.Domain.Twins;

namespace Qianliyan.Domain.Tests.Codec;

/// <summary>Any signals, findings and registry records.</summary>
static class Samples
{
    static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    static readonly Gen<string> Texts = Gen.String[Gen.Char["ab 炉口°\"\n"], 0, 12];

    static readonly Gen<string> Ids = Gen.String[Gen.Char["AZaz09"], 1, 20];

    static readonly Gen<FactorCode> Factors = Gen.Char['!', '~'].Array[1, 8].Select(
        chars => FactorCode.Parse(new string(chars)));

    static readonly Gen<Exact> Values = Gen.OneOf(
        Gen.Const(Exact.None),
        Gen.Select(Gen.Long[-1_000_000_000_000, 1_000_000_000_000], Gen.Int[0, 10])
            .Select((mantissa, scale) => Exact.TryCreate(mantissa, scale, out Exact value) ? value : default));

    static readonly Gen<BeijingTime> Times = Gen.Long[-1_000_000_000, 5_000_000_000].Select(
        seconds => new BeijingTime(seconds));

    static readonly Gen<RegionCode> Regions = OneOf("000000", "130000", "130100", "130109", "110105", "419001").Select(
        RegionCode.Parse);

    static readonly Gen<Wgs84> Places = Gen.Select(Gen.Double[-180, 180], Gen.Double[-90, 90]).Select(
        (x, y) => new Wgs84(x, y));

    static readonly Gen<CellId> Cells =
        Gen.Select(OneOf(GridResolution.Coarse, GridResolution.Fine), Gen.Int[0, 99_999], Gen.Int[0, 99_999])
            .Select((resolution, column, row) => new CellId(RegionCode.Parse("130100"), resolution, column, row));

    static readonly Gen<PointId> Points = Gen.Select(Ids, OneOf("31", "22", "101")).Select(
        (mn, st) => new PointId(mn, st));

    static readonly Gen<EnterpriseId> Enterprises = Ids.Select(EnterpriseId.Parse);

    static readonly Gen<IncineratorId> Incinerators =
        Gen.Select(Ids, Gen.Int[1, 9]).Select((plant, number) => new IncineratorId(plant, $"{number}"));

    static readonly Gen<TwinName> Names = Gen.OneOf(
        Points.Select(TwinName.Of),
        Enterprises.Select(TwinName.Of),
        Incinerators.Select(TwinName.Of),
        Cells.Select(TwinName.Of),
        Regions.Select(TwinName.Of),
        Ids.Select(TwinName.OfCase));

    public static readonly Gen<Finding> Findings =
        from twin in Names
        from texts in Gen.Select(Texts, Texts, Texts, Texts)
        from factor in Gen.OneOf(Factors, Gen.Const(default(FactorCode)))
        from times in Gen.Select(Times, Times)
        from state in Gen.Enum<FindingState>()
        from level in Gen.Enum<EscalationLevel>()
        from values in Gen.Select(Values, Values)
        from hasClause in Gen.Bool
        from entries in Gen.Select(Gen.Long, Gen.Long, Gen.Long)
        from standing in Gen.Enum<FindingStanding>()
        from @class in Gen.Enum<FindingClass>()
        from figures in Gen.Select(Texts, Values, Texts).Select((name, value, unit) =>
            new FindingFigure(name, value, unit)).Array[0, 3]
        select new Finding
        {
            Twin = twin,
            Rule = texts.Item1,
            PolicyVersion = texts.Item2,
            Factor = factor,
            WindowStart = times.Item1,
            WindowEnd = times.Item2,
            State = state,
            Level = level,
            Value = values.Item1,
            Limit = values.Item2,
            Reason = texts.Item3,
            Clause = hasClause ? texts.Item4 : null,
            FirstEntry = entries.Item1,
            LastEntry = entries.Item2,
            DecidedBy = entries.Item3,
            Standing = standing,
            Class = @class,
            LegalBasis = hasClause ? texts.Item1 : null,
            Figures = [.. figures],
        };

    public static readonly Gen<Mark> Marks =
        from texts in Gen.Select(Ids, Ids, Texts)
        from code in Gen.Enum<MarkCode>()
        from factor in Gen.OneOf(Factors, Gen.Const(default(FactorCode)))
        from times in Gen.Select(Times, Times)
        from source in Gen.Enum<MarkSource>()
        from revision in Gen.Int[1, 9]
        from flags in Gen.Select(Gen.Bool, Gen.Bool)
        select new Mark
        {
            Id = texts.Item1,
            Code = code,
            Factor = factor,
            Start = times.Item1,
            End = flags.Item1 ? default : times.Item2,
            Source = source,
            Author = texts.Item2,
            Reason = texts.Item3,
            Revision = revision,
            IsDeleted = flags.Item2,
        };

    static readonly Gen<ValueList<FactorHours>> HoursOfFactors =
        Gen.Select(Factors, Values.Array[FactorHours.InDay])
            .Select((factor, hours) => new FactorHours(factor, [.. hours])).Array[0, 3]
            .Select(factors => ValueList.Create<FactorHours>(factors));

    static readonly Gen<ValueList<ListRank>> Ranks =
        Gen.Select(Gen.Enum<RankingList>(), Gen.Int[1, 200], Gen.Int[1, 200], Gen.Int[1, 200], Values, Values)
            .Select((list, rank, place, ranked, figure, earlier) => new ListRank(list, rank, place, ranked, figure, earlier))
            .Array[0, 3].Select(ranks => ValueList.Create<ListRank>(ranks));

    static readonly Gen<SignalBody> Bodies = Gen.OneOf(
        Gen.Select(Texts, Gen.Enum<EscalationLevel>(), Gen.Enum<LinkState>(), Texts, Places, Times).Select(
            (name, level, link, reason, place, since) =>
                (SignalBody)new StatusChanged(name, level, link, reason, reason.Length % 2 == 0 ? place : null, since)),
        Findings.Select(finding => (SignalBody)new FindingTold(finding)),
        Gen.Select(Gen.Enum<ObservationKind>(), Factors, Times, Values, Gen.Enum<DataFlag>(), Gen.Bool).Select(
            (period, factor, start, value, flag, reported) =>
                (SignalBody)new MeanTold(period, factor, start, value, flag, reported)),
        Gen.Select(Times, Values).Select((start, value) =>
            (SignalBody)new MeanTold(ObservationKind.Hour, FactorCode.Parse("a21026"), start, value, DataFlag.Normal, IsReported: false)
            {
                Purpose = SamplePurpose.Enforcement,
            }),
        Gen.Select(Times, Values, Gen.Int[1, 3600]).Select((start, value, seconds) =>
            (SignalBody)new MeanTold(
                ObservationKind.Hour, FactorCode.Parse("a21026"), start, value, DataFlag.Insufficient, IsReported: true)
            {
                MarkedSeconds = seconds,
            }),
        Gen.Select(Factors, Factors, Times).Select(
            (factor, word, at) => (SignalBody)new ConditionTold(factor, word, at)),
        Gen.Select(Factors, Times, Gen.ULong, Gen.ULong).Select(
            (device, hour, known, on) => (SignalBody)new PowerTold(device, hour, new MinuteStates(known, on))),
        Gen.Select(Times, Gen.Long, Gen.Long).Select(
            (quarter, seconds, settled) => (SignalBody)new MaintenanceTold(quarter, seconds, settled)),
        Gen.Select(Times, Gen.Select(Times, Gen.Long).Array[1, 5]).Select(
            (quarter, days) => (SignalBody)new MaintenanceTold(quarter, 1, 0)
            {
                Days = days.Select(day => new MaintenanceDay(day.Item1, day.Item2)).ToValueList(),
            }),
        Times.Select(at => (SignalBody)new MarkTold(Golden.Mark, at)),
        Gen.Select(Texts, Times, HoursOfFactors).Select(
            (group, day, factors) => (SignalBody)new HoursTold(group, day, factors)),
        Gen.Select(Times, HoursOfFactors).Select((day, factors) => (SignalBody)new PeersTold(day, factors)),
        Gen.Const((SignalBody)new OutletTold(Golden.Point)),
        Gen.Select(Gen.Bool, Gen.Int[0, 9]).Select(
            (isClaimed, number) => (SignalBody)new OutletClaimed(new PointId($"MN{number}", "31"), isClaimed)),
        Gen.Select(Factors, Times, Gen.Enum<VerdictKind>()).Select(
            (factor, day, verdict) => (SignalBody)new DayVerdictTold(factor, day, verdict)),
        Gen.Select(Times, Values, Gen.Int[0, 744]).Select(
            (month, mean, hours) => (SignalBody)new CellMonthTold(month, mean, hours)),
        Gen.Select(Times, Values, Gen.Int[0, 744], Factors).Select(
            (month, mean, hours, factor) => (SignalBody)new CellMonthTold(month, mean, hours) { Factor = factor }),
        Gen.Select(Times, Values, Gen.Int[0, 744], Ranks).Select(
            (month, mean, hours, ranks) => (SignalBody)new RanksTold(month, mean, hours, ranks)),
        Gen.Select(Times, Values, Gen.Int[0, 744], Ranks, Factors).Select(
            (month, mean, hours, ranks, factor) => (SignalBody)new RanksTold(month, mean, hours, ranks) { Factor = factor }),
        Gen.Select(Times, Gen.UInt[0, (1u << 31) - 1], Gen.UInt[0, (1u << 31) - 1], Gen.Byte[1, 9].Array[31]).Select(
            (start, temperature, judged, means) => (SignalBody)new ViolationsTold(Enumerable.Range(1, means.Length).Aggregate(
                new MonthViolations(start) { Judged = judged, Temperature = temperature },
                (month, date) => month.With(date, ((judged >> (date - 1)) & 1) == 1, isCold: date > 9, means[date - 1] % 4)))),
        Gen.Const((SignalBody)new LeftRoster()));

    public static readonly Gen<Signal> Signals =
        Gen.Select(Names, Gen.Long[1, long.MaxValue], Gen.Int[0, 1000], Times, Bodies).Select(
            (source, sequence, ordinal, at, body) =>
            new Signal { Source = source, SourceSequence = sequence, Ordinal = ordinal, CausedAt = at, Body = body });

    public static readonly Gen<KindCounts[]> Counts =
        Gen.Select(Gen.Enum<TwinKind>(), Gen.Int.Array[7]).Select((kind, n) => new KindCounts
        {
            Kind = kind,
            Normal = n[0],
            Notice = n[1],
            Warning = n[2],
            Exceeded = n[3],
            Unknown = n[4],
            Online = n[5],
            Silent = n[6],
        }).Array[0, 6];

    static readonly Gen<FactorLimit> Limits =
        Gen.Select(Factors, Gen.Enum<LimitPeriod>(), Values, Values, Texts, Gen.Int[-1, 3_000_000]).Select(
            (factor, period, upper, lower, source, first) =>
                new FactorLimit(factor, period, upper, lower, source, first % 2 == 0 ? source + "1" : null)
                {
                    ValidFrom = first < 0 ? null : DateOnly.FromDayNumber(first),
                });

    static readonly Gen<RegistryRecord> PointRecords =
        from id in Points
        from name in Texts
        from kind in Gen.Enum<PointKind>()
        from region in Regions
        from owners in Gen.Select(Enterprises, Incinerators)
        from place in Gen.Select(Places, Cells)
        from has in Gen.Bool.Array[5]
        from limits in Limits.Array[0, 4]
        from oxygen in Values
        from interval in Gen.Int[1, 60]
        from pairs in Gen.Select(Factors, Factors, Texts).Array[0, 3]
        from tags in Texts.Array[0, 3]
        select (RegistryRecord)new PointRecord
        {
            Id = id,
            Name = name,
            Kind = kind,
            Region = region,
            Enterprise = has[0] ? owners.Item1 : null,
            Incinerator = has[1] ? owners.Item2 : null,
            Location = has[2] ? place.Item1 : null,
            FineCell = has[3] ? place.Item2 : null,
            Password = has[4] ? new DevicePassword(name) : null,
            Limits = limits.ToValueList(),
            ReferenceOxygen = oxygen,
            MinuteInterval = interval,
            Units = pairs.Select(pair => new UnitOverride(pair.Item1, pair.Item3)).ToValueList(),
            OldCodes = pairs.Select(pair => new OldCode(pair.Item1, pair.Item2)).ToValueList(),
            Tags = tags.ToValueList(),
        };

    static readonly Gen<RegistryRecord> EnterpriseRecords =
        Gen.Select(Enterprises, Texts, Texts, Regions, Places, Cells, Texts.Array[0, 3]).Select(
            (id, name, industry, region, place, cell, contacts) => (RegistryRecord)new EnterpriseRecord
            {
                Id = id,
                Name = name,
                Industry = industry,
                Region = region,
                Location = contacts.Length == 1 ? null : place,
                FineCell = contacts.Length == 2 ? null : cell,
                Contacts = contacts.ToValueList(),
                Relations = contacts.Length == 1 ? [Golden.Relation] : [],
            });

    public static readonly Gen<RegistryRecord> Records = Gen.OneOf(
        PointRecords,
        EnterpriseRecords,
        Gen.Select(Incinerators, Texts, Enterprises, Regions, Points, Points).Select(
            (id, name, enterprise, region, emission, temperature) => (RegistryRecord)new IncineratorRecord
            {
                Id = id,
                Name = name,
                Enterprise = enterprise,
                Region = region,
                EmissionPoint = emission,
                TemperaturePoint = temperature,
            }),
        Gen.Select(Cells, Regions, Gen.Bool).Select(
            (id, region, hot) => (RegistryRecord)new CellRecord(id, region, hot)),
        Gen.Select(Regions, Texts).Select((code, name) => (RegistryRecord)new RegionRecord(code, name)));
}
