// SPDX-License-Identifier: Apache-2.0
package dev.tenon.generator.schema.reader;

import dev.tenon.generator.diagnostic.Diagnostic;
import dev.tenon.generator.diagnostic.DiagnosticCode;
import dev.tenon.generator.diagnostic.Diagnostics;
import dev.tenon.generator.schema.Callback;
import dev.tenon.generator.schema.Constant;
import dev.tenon.generator.schema.Declaration;
import dev.tenon.generator.schema.EnumType;
import dev.tenon.generator.schema.Export;
import dev.tenon.generator.schema.FlagsType;
import dev.tenon.generator.schema.HandleType;
import dev.tenon.generator.schema.Imports;
import dev.tenon.generator.schema.NativeFunction;
import dev.tenon.generator.schema.Region;
import dev.tenon.generator.schema.Reserved;
import dev.tenon.generator.schema.Schema;
import dev.tenon.generator.schema.StructType;
import dev.tenon.generator.schema.UnionType;
import dev.tenon.generator.yaml.Node;
import dev.tenon.generator.yaml.Node.Entry;
import dev.tenon.generator.yaml.Node.Mapping;
import dev.tenon.generator.yaml.Node.Scalar;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads a whole schema. Goes on after an error, and leaves out of the model what it could not read,
 * so that one run finds every error and each is reported once.
 */
public final class SchemaReader {

  private static final BigInteger IDL_VERSION = BigInteger.ONE;
  private final Reading reading;
  private final TypeTable table = new TypeTable();
  private final ImportReader imports;
  private final ConstantReader constants;
  private final ReservedReader reserved;
  private final EnumReader enums;
  private final FlagsReader flags;
  private final UnionReader unions;
  private final StructReader structs;
  private final HandleReader handles;
  private final CallbackReader callbacks;
  private final FunctionReader functions;
  private final RegionReader regions;

  private SchemaReader(Diagnostics diagnostics, Importer importer) {
    reading = new Reading(diagnostics, table);
    imports = new ImportReader(reading, table, importer);
    reserved = new ReservedReader(reading);
    TypeReader types = new TypeReader(reading, table);
    LiteralReader literals = new LiteralReader(reading);
    constants = new ConstantReader(reading, types, table, literals);
    enums = new EnumReader(reading, types, reserved);
    flags = new FlagsReader(reading, types, reserved);
    FieldReader fields = new FieldReader(reading, types, literals);
    Nesting nesting = new Nesting(reading);
    unions = new UnionReader(reading, types, fields, nesting);
    structs = new StructReader(reading, types, fields, nesting);
    handles = new HandleReader(reading);
    SignatureReader signatures =
        new SignatureReader(reading, new ParameterTypeReader(reading, table));
    OnErrorReader onErrors = new OnErrorReader(reading, literals);
    callbacks = new CallbackReader(reading, signatures, onErrors);
    functions = new FunctionReader(reading, signatures, onErrors);
    regions = new RegionReader(reading, table);
    table.readStructsWith(structs.structs()::get);
    table.readUnionsWith(unions.unions()::get);
    table.readCallbacksWith(callbacks::callback);
  }

  /**
   * Reads the tree of a schema file.
   *
   * @param fileName the file's own name, without folders
   * @param importer finds what the schema imports
   */
  public static Optional<SchemaDocument> read(
      Node root, String fileName, Importer importer, Diagnostics diagnostics) {
    SchemaReader reader = new SchemaReader(diagnostics, importer);
    if (root instanceof Mapping mapping) {
      return Optional.of(reader.read(mapping, fileName));
    }
    if (!(root instanceof Node.Invalid)) {
      diagnostics.report(
          DiagnosticCode.NO_SCHEMA,
          root.span(),
          "a schema is a mapping, this is " + root.kind(),
          "begin with 'tenon: 1'");
    }
    return Optional.empty();
  }

  private SchemaDocument read(Mapping root, String fileName) {
    Properties properties = Properties.of(reading, root, Construct.SCHEMA);
    language(properties);
    String name = headerText(properties, "schema", "schema");
    OptionalInt version = properties.saturatedInt("version");
    if (version.isPresent()) {
      headerPlace(properties, "version", "version");
    }
    String javaPackage = inner(properties, "java", "package", Construct.JAVA);
    String cPrefix = inner(properties, "c", "prefix", Construct.C);

    declareTypes(properties);
    List<Schema> imported = imports.read(properties);
    List<Constant> constantList = new ArrayList<>();
    readConstants(properties, false, constantList);
    List<EnumType> enumTypes =
        readEach(properties, "enums", enums::read, type -> table.define(type.name(), type));
    List<FlagsType> flagsTypes =
        readEach(properties, "flags", flags::read, type -> table.define(type.name(), type));
    readConstants(properties, true, constantList);
    constantList.sort(Comparator.comparing(Constant::span));
    properties.mapping("constants");
    properties.mapping("unions");
    List<UnionType> unionTypes = unions.unions().readAll();
    properties.mapping("structs");
    List<StructType> structTypes = new ArrayList<>(structs.structs().readAll());
    List<HandleType> handleTypes = readEach(properties, "handles", handles::read, table::define);
    properties.mapping("callbacks");
    List<Callback> callbackTypes = callbacks.readAll();
    callbackTypes.stream()
        .flatMap(callback -> callback.batch().stream())
        .forEach(batch -> structTypes.add(batch.event()));
    List<NativeFunction> functionList =
        readEach(properties, "functions", functions::readFunction, function -> {});
    List<Export> exports = readEach(properties, "exports", functions::readExport, export -> {});
    List<Region> regionList = readEach(properties, "regions", regions::read, region -> {});
    Schema schema =
        new Schema(
            fileName,
            name,
            version.orElse(1),
            properties.text("doc"),
            javaPackage,
            cPrefix,
            new Imports(imported),
            constantList,
            enumTypes,
            flagsTypes,
            unionTypes,
            structTypes,
            handleTypes,
            callbackTypes,
            functionList,
            exports,
            regionList,
            reservedIds(properties),
            properties.spans().getOrDefault("schema", root.span()));
    reading.places().putUsed(table.used());
    return new SchemaDocument(schema, reading.places());
  }

  private void language(Properties properties) {
    Optional<BigInteger> idl = properties.integer("tenon");
    if (idl.isPresent() && !idl.get().equals(IDL_VERSION)) {
      reading.report(
          Diagnostic.of(
                  DiagnosticCode.UNSUPPORTED_IDL_VERSION,
                  properties.spans().get("tenon"),
                  "version %s of the schema language is unknown: this generator reads version 1"
                      .formatted(Diagnostic.shortened(idl.get().toString())))
              .withHelp("write 'tenon: 1'; the version of your schema is 'version'"));
    }
  }

  private String inner(Properties properties, String outer, String key, Construct construct) {
    Optional<Mapping> mapping = properties.mapping(outer);
    if (mapping.isEmpty()) {
      return "";
    }
    Properties language = Properties.of(reading, mapping.get(), construct);
    return headerText(language, key, outer + "." + key);
  }

  private String headerText(Properties properties, String key, String place) {
    headerPlace(properties, key, place);
    return properties.scalar(key).map(Scalar::text).orElse("");
  }

  private void headerPlace(Properties properties, String key, String place) {
    if (properties.has(key)) {
      reading.places().putHeader(place, properties.spans().get(key));
    }
  }

  /** Makes all type names known before the first of them is used. */
  private void declareTypes(Properties properties) {
    for (Entry entry : entries(properties, "constants")) {
      constants.declare(entry);
    }
    for (Entry entry : entries(properties, "enums")) {
      table.declareEnum(entry.name());
    }
    for (Entry entry : entries(properties, "flags")) {
      table.declareFlags(entry.name());
    }
    for (Entry entry : entries(properties, "unions")) {
      unions.unions().declare(entry);
      table.declareUnion(entry.name());
    }
    for (Entry entry : entries(properties, "structs")) {
      structs.structs().declare(entry);
      table.declareStruct(entry.name());
    }
    for (Entry entry : entries(properties, "handles")) {
      table.declareHandle(entry.name());
    }
    for (Entry entry : entries(properties, "callbacks")) {
      callbacks.declare(entry);
      table.declareCallback(entry.name());
    }
  }

  /** Reports what is not a mapping only once, in {@link #readEach}. */
  private static List<Entry> entries(Properties properties, String section) {
    return properties.peek(section) instanceof Mapping mapping ? mapping.entries() : List.of();
  }

  private <T extends Declaration> List<T> readEach(
      Properties properties,
      String section,
      Function<Entry, Optional<T>> reader,
      Consumer<T> define) {
    List<T> declarations = new ArrayList<>();
    for (Entry entry : properties.entries(section)) {
      reader
          .apply(entry)
          .ifPresent(
              declaration -> {
                declarations.add(declaration);
                define.accept(declaration);
              });
    }
    return declarations;
  }

  /** A constant whose type is declared can be read only when that type has been. */
  private void readConstants(Properties properties, boolean ofDeclaredType, List<Constant> all) {
    for (Entry entry : entries(properties, "constants")) {
      if (constants.isOfDeclaredType(entry) == ofDeclaredType) {
        constants
            .read(entry)
            .ifPresent(
                constant -> {
                  all.add(constant);
                  table.define(constant);
                });
      }
    }
  }

  private Reserved reservedIds(Properties properties) {
    Optional<Mapping> mapping = properties.mapping("reserved");
    if (mapping.isEmpty()) {
      return Reserved.NONE;
    }
    return reserved.numbers(Properties.of(reading, mapping.get(), Construct.RESERVED), "ids");
  }
}
